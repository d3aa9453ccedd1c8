import { Rule } from '../types';
import { backupCovers } from './backupCovers';
import { backupElsewhere } from './backupElsewhere';
import { backupLocationAvailable } from './backupLocationAvailable';
import { backupRecent } from './backupRecent';
import { backupRetention } from './backupRetention';
import { restoreInTime } from './restoreInTime';
import { restoreProven } from './restoreProven';

/** The rules of backup, in the order in which people read them. */
export const BACKUP_RULES: readonly Rule[] = [
  backupCovers,
  backupRecent,
  backupLocationAvailable,
  backupElsewhere,
  restoreProven,
  restoreInTime,
  backupRetention,
];

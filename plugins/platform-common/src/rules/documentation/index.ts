import { Rule } from '../types';
import { hasDescription } from './hasDescription';
import { hasOwner } from './hasOwner';
import { hasRunbook } from './hasRunbook';
import { runbookFresh } from './runbookFresh';
import { runbookTargetsExist } from './runbookTargetsExist';

/** The rules of documentation, in the order in which people read them. */
export const DOCUMENTATION_RULES: readonly Rule[] = [
  hasOwner,
  hasDescription,
  hasRunbook,
  runbookFresh,
  runbookTargetsExist,
];

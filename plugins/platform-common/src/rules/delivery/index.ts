import { Rule } from '../types';
import { argoHealthy } from './argoHealthy';
import { argoSourceExists } from './argoSourceExists';
import { argoSynced } from './argoSynced';
import { noDrift } from './noDrift';
import { underGitops } from './underGitops';

/** The rules of delivery, in the order in which people read them. */
export const DELIVERY_RULES: readonly Rule[] = [
  argoSynced,
  argoHealthy,
  argoSourceExists,
  noDrift,
  underGitops,
];

import { certificateReady } from './access/certificateReady';
import { serviceHasEndpoints } from './access/serviceHasEndpoints';
import { noCrashLoops } from './availability/noCrashLoops';
import { workloadAvailable } from './availability/workloadAvailable';
import { backupCovers } from './backup/backupCovers';
import { disruptionBudget } from './resilience/disruptionBudget';
import { probesSet } from './resilience/probesSet';
import { requestsAndLimits } from './resilience/requestsAndLimits';
import { imagePinned } from './security/imagePinned';
import { noLiteralCredentials } from './security/noLiteralCredentials';
import { Rule } from './types';

/** Every rule that the portal knows, in the order in which people read them. */
export const ALL_RULES: readonly Rule[] = [
  workloadAvailable,
  noCrashLoops,
  requestsAndLimits,
  probesSet,
  disruptionBudget,
  serviceHasEndpoints,
  certificateReady,
  imagePinned,
  noLiteralCredentials,
  backupCovers,
];

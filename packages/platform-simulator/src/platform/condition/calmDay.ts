/** The same platform on a day on which nothing is broken. What was built wrong stays built wrong. */
import { PlatformCondition } from '../build';

/** Everything runs, every certificate is issued, every application is synced. */
export const calmDay: PlatformCondition = {
  pods: {},
  replicas: {},
  runs: {},
  failedJobs: {},
  pendingCertificates: {},
  applications: {},
  fullClaims: {},
  endingCertificates: {},
  failedBackups: [],
};

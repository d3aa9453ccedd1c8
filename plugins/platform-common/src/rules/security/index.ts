import { Rule } from '../types';
import { capabilitiesDropped } from './capabilitiesDropped';
import { clusterPoliciesHold } from './clusterPoliciesHold';
import { defaultDeny } from './defaultDeny';
import { neededTrafficAllowed } from './neededTrafficAllowed';
import { noClusterAdmin } from './noClusterAdmin';
import { noCredentialInConfigmap } from './noCredentialInConfigmap';
import { noCredentialInManifest } from './noCredentialInManifest';
import { noLiteralCredentials } from './noLiteralCredentials';
import { noPrivilegeEscalation } from './noPrivilegeEscalation';
import { policiesEnforced } from './policiesEnforced';
import { policyExceptionsCurrent } from './policyExceptionsCurrent';
import { policyReportsClean } from './policyReportsClean';
import { readOnlyRoot } from './readOnlyRoot';
import { runAsNonRoot } from './runAsNonRoot';
import { seccompSet } from './seccompSet';
import { secretsFromManager } from './secretsFromManager';

/** The rules of security, in the order in which people read them. */
export const SECURITY_RULES: readonly Rule[] = [
  runAsNonRoot,
  readOnlyRoot,
  noPrivilegeEscalation,
  capabilitiesDropped,
  seccompSet,
  clusterPoliciesHold,
  policyReportsClean,
  policyExceptionsCurrent,
  defaultDeny,
  policiesEnforced,
  neededTrafficAllowed,
  noClusterAdmin,
  noLiteralCredentials,
  noCredentialInConfigmap,
  noCredentialInManifest,
  secretsFromManager,
];

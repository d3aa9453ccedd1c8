export {
  isHeldElsewhere,
  isSecretName,
  scrub,
  scrubAt,
  scrubLooks,
} from './scrub';
export {
  CREDENTIAL_KINDS,
  isMark,
  markAt,
  readMarks,
  REDACTION,
  type CredentialKind,
} from './mark';
export { trimObject } from './trimObject';
export { findRedactions, type Redaction } from './findRedactions';

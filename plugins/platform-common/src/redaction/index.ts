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
export { findInDocument, type DocumentCredential } from './findInDocument';
export { findRedactions, type Redaction } from './findRedactions';

export { isHeldElsewhere, scrub, scrubAt, scrubLooks } from './scrub';
export { isSecretName } from './isHarmless';
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

export { isSecretName, REDACTION, scrub } from './scrub';
export { trimObject } from './trimObject';
export { findRedactions, type Redaction } from './findRedactions';

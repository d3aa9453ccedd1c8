export { isSecretName, REDACTION, scrub, scrubLooks } from './scrub';
export { trimObject } from './trimObject';
export { findRedactions, type Redaction } from './findRedactions';

export type * from './types';
export { createExternal, type RunningExternal } from './createExternal';
export { platformExternalServiceRef } from './platformExternalServiceRef';
export { readExternalConfig } from './readExternalConfig';

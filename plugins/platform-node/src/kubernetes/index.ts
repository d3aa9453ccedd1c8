export * from './types';
export { WANTED_KINDS, wantedKey, type WantedKind } from './wantedKinds';

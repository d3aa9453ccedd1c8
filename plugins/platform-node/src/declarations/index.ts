export type * from './types';
export { createDeclarations } from './createDeclarations';
export { declareOver } from './declareOver';
export { platformDeclarationsServiceRef } from './platformDeclarationsServiceRef';

export * from './buildPlatform';
export type { PlatformCondition } from './build';
export { listResources, pathOf } from './derive/applicationResources';
export { calmDay } from './condition/calmDay';
export { morningOf24October } from './condition/morningOf24October';
export { loseNode } from './loseNode';
export { writePodLog } from './writePodLog';
export type { ClaimUse } from './derive/claims';

export * from './annotations';
export * from './freshness';
export * from './parseRunbook';
export type { Command } from './readBody';
export * from './RunbookSchema';

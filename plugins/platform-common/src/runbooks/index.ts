export * from './annotations';
export * from './freshness';
export * from './parseRunbook';
export type { Command as RunbookCommand } from './readBody';
export * from './RunbookSchema';

export * from './record';
export * from './digest';
export * from './Judge';
export * from './keptFact';
export * from './replay';
export type { KnownFact } from './FactCell';
export type { Effort } from './Sheet';

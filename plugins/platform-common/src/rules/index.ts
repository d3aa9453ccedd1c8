export * from './categories';
export * from './verdict';
export * from './types';
export * from './facts/types';
export type { FactContext } from './facts/context';
export * from './facts/extractFacts';
export * from './facts/findCredential';
export * from './allRules';
export * from './proveRules';

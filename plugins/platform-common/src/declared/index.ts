export * from './types';
export type * from './comparison';

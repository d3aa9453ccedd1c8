export * from './compareKeys';
export * from './list';

export * from './model';
export * from './kubernetes/objects';
export * from './contracts/contract';
export * from './contracts/platform';
export * from './permissions';
export * from './profiles/types';
export * from './services/types';

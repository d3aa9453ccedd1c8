export * from './types';
export * from './measureAll';

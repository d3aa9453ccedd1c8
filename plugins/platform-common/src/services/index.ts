export * from './types';
export * from './groupServices';
export * from './planProbes';
export * from './judgeHealth';
export * from './buildServices';
export * from './blastRadius';
export * from './listEvents';

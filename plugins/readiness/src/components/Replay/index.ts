export * from './ReplayFields';
export * from './ReplayResult';
export * from './settings';

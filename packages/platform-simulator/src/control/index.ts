export * from './createControlApi';

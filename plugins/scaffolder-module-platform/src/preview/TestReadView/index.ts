export * from './TestReadView';

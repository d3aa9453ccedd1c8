export * from './Figure';

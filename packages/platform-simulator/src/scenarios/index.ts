export * from './scenarios';
export * from './createWorld';

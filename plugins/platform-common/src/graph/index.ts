export * from './buildGraph';

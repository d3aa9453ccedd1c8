export * from './buildGraph';
export * from './indexDependents';

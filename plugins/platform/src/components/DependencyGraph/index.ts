export * from './DependencyGraph';

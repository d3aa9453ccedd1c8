export * from './DependencyTable';

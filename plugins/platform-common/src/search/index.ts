export * from './searchObjects';

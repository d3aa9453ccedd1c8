export * from './HowComputed';

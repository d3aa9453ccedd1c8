export * from './ReadinessLink';

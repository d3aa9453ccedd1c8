export * from './ReadinessView';

export * from './ReadinessPages';

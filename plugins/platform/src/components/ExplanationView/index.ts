export * from './ExplanationView';

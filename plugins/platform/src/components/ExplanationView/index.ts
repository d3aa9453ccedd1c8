export * from './ExplanationView';
export * from './whyPath';

export * from './Sentence';

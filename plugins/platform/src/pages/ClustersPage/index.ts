export * from './ReadersPages';

export * from './MadeList';

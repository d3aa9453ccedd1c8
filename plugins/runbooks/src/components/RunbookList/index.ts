export * from './RunbookList';

export * from './RunbooksPage';

export * from './RunbookTable';

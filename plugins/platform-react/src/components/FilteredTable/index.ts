export * from './FilteredTable';

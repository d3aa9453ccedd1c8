export * from './DataSourcesPage';

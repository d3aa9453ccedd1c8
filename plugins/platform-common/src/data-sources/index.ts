export * from './DataSourceSchema';
export * from './parseDataSource';

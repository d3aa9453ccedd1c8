export * from './DataSourceSchema';
export * from './parseDataSource';
export * from './schedule';
export * from './planSchedules';
export * from './pipelines';
export * from './secretStatus';
export * from './diffTrees';
export * from './readForm';

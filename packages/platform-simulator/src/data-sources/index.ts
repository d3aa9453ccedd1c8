export { apiHosts, createDataSources } from './createDataSources';
export { dataSourceFaults, type DataSourceFault } from './types';

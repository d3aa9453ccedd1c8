/**
 * The external data sources.
 *
 * @packageDocumentation
 */
export { dataSourcesPlugin as default } from './plugin';
export { dataSourcesRouteRef } from './routes';

/**
 * What a pipeline's form needs to know, its preview, and what was made.
 *
 * @packageDocumentation
 */
export { dataSourcesPlugin as default } from './plugin';

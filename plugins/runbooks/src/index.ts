/**
 * The library of procedures.
 *
 * @packageDocumentation
 */
export { runbooksPlugin as default } from './plugin';
export { runbooksRouteRef } from './routes';

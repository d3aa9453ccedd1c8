/**
 * Pages for the platform: home, and a service's health with its evidence.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';

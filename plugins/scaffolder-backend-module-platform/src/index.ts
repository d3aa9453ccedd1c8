/**
 * The platform's scaffolder actions.
 *
 * @packageDocumentation
 */
export { scaffolderModulePlatform as default } from './module';

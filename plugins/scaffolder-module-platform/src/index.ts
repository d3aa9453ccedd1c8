/**
 * What the portal adds to Backstage's forms.
 *
 * @packageDocumentation
 */
export { scaffolderModulePlatform as default } from './module';

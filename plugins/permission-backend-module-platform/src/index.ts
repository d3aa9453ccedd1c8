/**
 * The permission policy of the portal.
 *
 * @packageDocumentation
 */
export { permissionModulePlatform as default } from './module';

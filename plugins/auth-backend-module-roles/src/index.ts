/**
 * Role accounts for development sign-in.
 *
 * @packageDocumentation
 */
export { authModuleRoles as default } from './module';

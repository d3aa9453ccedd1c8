export { catalogModulePlatform as default } from './module';
export { SERVICE_ANNOTATIONS } from './build/buildServiceEntities';
export { ServiceProvider } from './provide/ServiceProvider';

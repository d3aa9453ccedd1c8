export * from './types';
export { readPlatformConfig } from './readPlatformConfig';

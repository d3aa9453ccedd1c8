export * from './types';
export { readHandPipeline, readPipeline } from './readPipeline';
export * from './workflow';

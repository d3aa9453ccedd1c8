export * from './types';
export { readHandPipeline, readPipeline } from './readPipeline';

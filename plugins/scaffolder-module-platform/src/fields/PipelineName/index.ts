export * from './PipelineName';

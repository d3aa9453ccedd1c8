export * from './Remedy';

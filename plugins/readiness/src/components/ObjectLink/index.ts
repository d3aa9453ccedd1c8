export * from './ObjectLink';

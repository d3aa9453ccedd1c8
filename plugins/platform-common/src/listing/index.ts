export * from './listServices';

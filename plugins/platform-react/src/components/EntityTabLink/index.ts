export * from './EntityTabLink';

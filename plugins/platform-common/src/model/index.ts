export * from './observation';
export * from './service';
export * from './cluster';

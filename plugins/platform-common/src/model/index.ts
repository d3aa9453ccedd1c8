export * from './observation';
export * from './dependency';
export * from './declaration';
export * from './explanation';
export * from './service';
export * from './cluster';
export * from './digestText';

export * from './metrics';
export * from './dashboards';
export * from './workflows';
export * from './kinds';
export * from './observations';
export * from './scrubReading';
export * from './answers';
export * from './queries';

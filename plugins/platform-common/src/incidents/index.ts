export * from './reconcileIncidents';
export * from './describeIncidents';
export * from './declarations';
export * from './standing';

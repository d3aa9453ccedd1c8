export * from './DriftView';
export * from './words';

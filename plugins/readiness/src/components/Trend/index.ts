export * from './Trend';
export * from './steps';

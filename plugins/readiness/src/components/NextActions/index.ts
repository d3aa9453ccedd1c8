export * from './NextActions';

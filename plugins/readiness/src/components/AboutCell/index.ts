export * from './AboutCell';

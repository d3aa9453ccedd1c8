export * from './VerdictHistory';

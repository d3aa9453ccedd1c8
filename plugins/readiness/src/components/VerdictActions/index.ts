export * from './VerdictActions';

export * from './VerdictTable';

export * from './VerifiedState';

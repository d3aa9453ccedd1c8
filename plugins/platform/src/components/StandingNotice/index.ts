export * from './StandingNotice';

export * from './ScoreRange';

export * from './ScoreSummary';

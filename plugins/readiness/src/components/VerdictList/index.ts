export * from './VerdictList';
export * from './verdictQuestions';

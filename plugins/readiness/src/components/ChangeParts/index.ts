export * from './ChangeParts';
export * from './changeQuestions';

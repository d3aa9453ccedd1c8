export * from './ExemptionActions';
export * from './ExemptionTable';
export * from './exemptionQuestions';
export * from './RequestExemptionDialog';

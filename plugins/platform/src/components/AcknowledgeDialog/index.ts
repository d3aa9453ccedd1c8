export * from './AcknowledgeDialog';

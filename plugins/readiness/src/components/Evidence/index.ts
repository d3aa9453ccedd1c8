export * from './EvidenceTable';
export * from './RecordEvidenceDialog';
export * from './WithdrawButton';

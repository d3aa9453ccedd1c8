export * from './Proof';
export * from './ProofText';

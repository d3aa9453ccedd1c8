export * from './DeclareDialog';

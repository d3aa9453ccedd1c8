export * from './BlastRadius';

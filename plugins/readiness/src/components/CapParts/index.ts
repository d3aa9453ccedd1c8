export * from './CapParts';

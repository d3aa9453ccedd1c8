export * from './Suggest';

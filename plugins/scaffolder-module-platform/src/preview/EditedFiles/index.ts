export * from './EditedFiles';

export * from './TablePicker';

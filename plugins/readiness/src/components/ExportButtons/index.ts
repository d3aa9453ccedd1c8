export * from './ExportButtons';

export * from './FileBrowser';

export * from './ChangeList';

export * from './DeclarationList';

export * from './SecretStatus';

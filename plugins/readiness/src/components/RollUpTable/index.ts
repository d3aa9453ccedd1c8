export * from './RollUpTable';
export * from './rollUps';

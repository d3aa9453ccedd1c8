export * from './LevelLadder';

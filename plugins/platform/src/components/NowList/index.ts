export * from './NowList';

export * from './ClusterNotices';

export { acceptFeeds } from './acceptFeed';
export {
  FEED_HOST,
  createPolygonFeed,
  type PolygonFeedOptions,
} from './polygonFeed';
export {
  startTestFeed,
  type TestFeed,
  type TestFeedOptions,
} from './startTestFeed';
export type { Feed, FeedConnection } from './types';

import { startTestFeed } from '@254carbon/platform-simulator';
import type { TestFeed } from '@254carbon/platform-simulator';
import { testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';
import type { RawPage, Source } from '../types';

/* Node's own WebSocket against a server that speaks the protocol. */

const KEY = 'a-key-for-the-feed';
const open: Array<{ close(): Promise<void> }> = [];
let feed: TestFeed;

beforeEach(async () => {
  feed = await startTestFeed({
    greeting: [[{ ev: 'status', status: 'connected' }]],
    answer: text => {
      const { action, params } = JSON.parse(text);
      if (action === 'auth') {
        return [
          [
            {
              ev: 'status',
              status: params === KEY ? 'auth_success' : 'auth_failed',
            },
          ],
        ];
      }
      return [
        [{ ev: 'status', status: 'success' }],
        [1, 2, 3].map(id => ({ ev: 'AM', id, value: id + 0.5 })),
      ];
    },
  });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()));
  await feed.stop();
});

function make(secret: string): Source {
  const { clock: _, ...ports } = testPorts();
  const clock = {
    now: () => Date.now(),
    sleep: (milliseconds: number) =>
      new Promise<void>(resolve => {
        setTimeout(resolve, milliseconds).unref();
      }),
  };
  const declaration = testKind(
    'websocket',
    {
      path: '/stocks',
      websocket: {
        authenticate: '{"action":"auth","params":"{secret}"}',
        authenticated: 'auth_success',
        refused: 'auth_failed',
        subscribe: ['{"action":"subscribe","params":"AM.USO"}'],
        only: { at: 'ev', equals: 'AM' },
        pageRecords: 3,
        maxWaitMs: 20_000,
      },
    },
    {
      baseUrl: feed.url,
      authentication: { in: 'header', name: 'key', secret: 'FEED_KEY' },
      limits: { baseDelayMs: 1 },
    },
  );
  const source = testSourceOf(declaration, { ...ports, clock }, secret);
  open.push(source);
  return source;
}

const ids = (page: RawPage) => page.records.map(record => Object(record).id);

it('reads bars from a feed, and again after the feed hung up', async () => {
  const source = make(KEY);
  const first = await source.readPage({ window: {} });
  expect(ids(first)).toEqual([1, 2, 3]);
  expect(first.records[0]).toEqual({ ev: 'AM', id: 1, value: '1.5' });
  feed.drop();
  const second = await source.readPage({ window: {}, token: first.next });
  expect(ids(second)).toEqual([1, 2, 3]);
  expect(feed.connections()).toBe(2);
  expect(feed.received()).toHaveLength(4);
  expect(source.state().retries).toBe(1);
});

it('stops when the feed refuses the key', async () => {
  await expect(make('another').readPage({ window: {} })).rejects.toMatchObject({
    failure: 'authentication',
  });
});

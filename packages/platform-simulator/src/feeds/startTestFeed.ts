/** A feed whose every word a test decides. */
import { serve } from '../http/serve';
import { acceptFeeds } from './acceptFeed';
import type { FeedConnection } from './types';

/** A feed that runs. */
export interface TestFeed {
  /** `ws://127.0.0.1:<port>`. */
  url: string;
  /** Clients that came, those that left included. */
  connections(): number;
  /** What clients said, oldest first. */
  received(): readonly string[];
  /** Sends to everybody who is there. */
  push(message: unknown): void;
  /** Hangs up on everybody without a word. */
  drop(): void;
  stop(): Promise<void>;
}

/** Options of {@link startTestFeed}. */
export interface TestFeedOptions {
  /** Sent to whoever comes. */
  greeting?: readonly unknown[];
  /** What is answered to a message; nothing when it gives nothing. */
  answer?: (text: string) => readonly unknown[];
}

/** Starts a feed on a free port of loopback. */
export async function startTestFeed(
  options: TestFeedOptions = {},
): Promise<TestFeed> {
  const open = new Set<FeedConnection>();
  const received: string[] = [];
  let connections = 0;
  const feed = (connection: FeedConnection) => {
    connections += 1;
    open.add(connection);
    connection.onClose(() => open.delete(connection));
    connection.onMessage(text => {
      received.push(text);
      for (const message of options.answer?.(text) ?? []) {
        connection.send(message);
      }
    });
    for (const message of options.greeting ?? []) connection.send(message);
  };
  const server = await serve(
    async () =>
      new Response('Ask for a WebSocket.', {
        status: 426,
        headers: { upgrade: 'websocket' },
      }),
    {
      host: '127.0.0.1',
      upgrade: acceptFeeds(path => ({ feed, path })),
    },
  );
  return {
    url: server.url.replace('http:', 'ws:'),
    connections: () => connections,
    received: () => received,
    push: message => open.forEach(connection => connection.send(message)),
    drop: () => open.forEach(connection => connection.drop()),
    stop: () => server.close(),
  };
}

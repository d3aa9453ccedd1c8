import type { DataSourceFault } from '../data-sources';
import { createDataSources } from '../data-sources';
import { serve, type ListeningServer } from '../http/serve';
import { acceptFeeds } from './acceptFeed';
import { createPolygonFeed } from './polygonFeed';
import { startTestFeed } from './startTestFeed';

const clock = { now: () => Date.parse('2026-06-17T12:00:00Z') };

interface Client {
  say(message: unknown): void;
  /** The next message. */
  next(): Promise<Record<string, unknown>[]>;
  closed: Promise<number>;
  close(): void;
}

/** A client that hears one message after the other. */
function connect(url: string): Client {
  const socket = new WebSocket(url);
  const heard: Record<string, unknown>[][] = [];
  const waiting: ((message: Record<string, unknown>[]) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data));
    const first = waiting.shift();
    if (first) first(message);
    else heard.push(message);
  });
  return {
    say: message => socket.send(JSON.stringify(message)),
    next: async () =>
      heard.shift() ?? new Promise(resolve => waiting.push(resolve)),
    closed: new Promise(resolve =>
      socket.addEventListener('close', ({ code }) => resolve(code)),
    ),
    close: () => socket.close(),
  };
}

describe("Polygon's stream", () => {
  let server: ListeningServer;
  let fault: DataSourceFault | undefined;
  beforeAll(async () => {
    const feed = createPolygonFeed({ clock, tickMs: 5, fault: () => fault });
    server = await serve(async () => new Response('no'), {
      host: '127.0.0.1',
      upgrade: acceptFeeds(path =>
        path === '/stocks' ? { feed, path } : 'There is no such feed.',
      ),
    });
  });
  afterEach(() => {
    fault = undefined;
  });
  afterAll(() => server.close());

  const come = () => connect(`${server.url.replace('http', 'ws')}/stocks`);
  async function subscribe(client: Client, params = 'AM.USO') {
    expect(await client.next()).toMatchObject([{ status: 'connected' }]);
    client.say({ action: 'auth', params: 'key' });
    expect(await client.next()).toMatchObject([{ status: 'auth_success' }]);
    client.say({ action: 'subscribe', params });
    expect(await client.next()).toMatchObject([
      { status: 'success', message: `subscribed to: ${params}` },
    ]);
  }

  it('greets, knows who asks, and tells the bars that the REST API has', async () => {
    const client = come();
    await subscribe(client);
    const [[first], [second]] = [await client.next(), await client.next()];
    expect(first).toMatchObject({ ev: 'AM', sym: 'USO' });
    expect(Number(second.s) - Number(first.s)).toBe(60_000);
    expect(second.av).toBe(Number(first.v) + Number(second.v));
    client.close();
    const day = new Date(Number(first.s)).toISOString().slice(0, 10);
    const answer = await createDataSources({ clock })(
      new Request(
        `http://localhost/api.polygon.io/v2/aggs/ticker/USO/range/1/minute/${day}/${day}?apiKey=k`,
      ),
    );
    const { results } = await answer.json();
    expect(results[0]).toMatchObject({ t: first.s, o: first.o, c: first.c });
  });

  it('refuses who brings no key, and what is asked before', async () => {
    const early = come();
    await early.next();
    early.say({ action: 'subscribe', params: 'AM.USO' });
    expect(await early.next()).toMatchObject([{ status: 'auth_required' }]);
    early.say({ action: 'auth', params: '' });
    expect(await early.next()).toMatchObject([{ status: 'auth_failed' }]);
    expect(await early.closed).toBe(1008);
  });

  it('refuses channels that the plan has not', async () => {
    const client = come();
    await client.next();
    client.say({ action: 'auth', params: 'key' });
    await client.next();
    client.say({ action: 'subscribe', params: 'T.USO' });
    expect(await client.next()).toMatchObject([{ status: 'error' }]);
    client.close();
  });

  it('says everything twice, changes a type, hangs up', async () => {
    fault = 'duplicate-row';
    const twice = come();
    await subscribe(twice);
    const [a, b] = await twice.next();
    expect(a).toEqual(b);
    twice.close();
    fault = 'type-change';
    const typed = come();
    await subscribe(typed);
    expect(typeof (await typed.next())[0].c).toBe('string');
    typed.close();
    fault = 'cut-body';
    const cut = come();
    await subscribe(cut);
    expect(await cut.closed).toBe(1006);
    fault = 'quota-exhausted';
    const full = come();
    await full.next();
    full.say({ action: 'auth', params: 'key' });
    expect(await full.next()).toMatchObject([{ status: 'max_connections' }]);
  });

  it('has no other feed', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/nothing`);
    const opened = await new Promise<boolean>(resolve => {
      socket.addEventListener('error', () => resolve(false));
      socket.addEventListener('open', () => resolve(true));
    });
    expect(opened).toBe(false);
  });
});

describe('a feed for tests', () => {
  it('says what the test says, hears, and hangs up', async () => {
    const feed = await startTestFeed({
      greeting: [[{ hello: true }]],
      answer: text => [[{ heard: JSON.parse(text) }]],
    });
    const client = connect(feed.url);
    expect(await client.next()).toEqual([{ hello: true }]);
    client.say({ a: 1 });
    expect(await client.next()).toEqual([{ heard: { a: 1 } }]);
    feed.push([{ row: 1 }]);
    expect(await client.next()).toEqual([{ row: 1 }]);
    feed.drop();
    expect(await client.closed).toBe(1006);
    expect([feed.connections(), feed.received()]).toEqual([1, ['{"a":1}']]);
    await feed.stop();
  });
});

import { ClusterConnection } from '../door/types';
import { listKind } from './listKind';
import { ServedKind } from './types';

const PODS: ServedKind = {
  group: '',
  version: 'v1',
  resource: 'pods',
  kind: 'Pod',
  apiVersion: 'v1',
  ephemeral: false,
};

/** A page as API servers write it, in two pieces: what stands before the objects, and the objects. */
function page(name: string, token?: string): [string, string] {
  const metadata = {
    resourceVersion: '7',
    ...(token ? { continue: token, remainingItemCount: 1 } : {}),
  };
  return [
    `{"kind":"PodList","apiVersion":"v1","metadata":${JSON.stringify(
      metadata,
    )},`,
    `"items":[{"metadata":{"name":"${name}"}}]}\n`,
  ];
}

/** An API server that writes pages piece by piece; a page is not written further until `release` of it resolves. */
function createServer(pages: Record<string, [string, string]>) {
  const asked: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const released = new Map<string, () => void>();
  const waiting = new Map<string, Promise<void>>();
  for (const token of Object.keys(pages))
    waiting.set(
      token,
      new Promise(resolve => {
        released.set(token, resolve);
      }),
    );
  const connection: ClusterConnection = {
    name: 'demo',
    async request(path, { signal }) {
      const token = new URLSearchParams(path.split('?')[1]).get('continue');
      const key = token ?? 'first';
      asked.push(key);
      signals.push(signal);
      const [beginning, rest] = pages[key];
      return {
        status: 200,
        headers: {},
        body: (async function* body() {
          yield Buffer.from(beginning);
          await waiting.get(key);
          yield Buffer.from(rest);
        })(),
        discard() {},
      };
    },
  };
  return {
    connection,
    asked,
    signals,
    release: (token: string) => released.get(token)?.(),
    /** Resolves when so many questions were asked. */
    async untilAsked(count: number) {
      while (asked.length < count)
        await new Promise(resolve => setImmediate(resolve));
    },
  };
}

const names = ({ objects }: Awaited<ReturnType<typeof listKind>>) =>
  objects.map(({ metadata }) => metadata.name);

describe('the pages of a list', () => {
  it('are asked for while the page before is still on its way, one ahead', async () => {
    const server = createServer({
      first: page('a', 'second'),
      second: page('b', 'third'),
      third: page('c'),
    });
    const list = listKind({ connection: server.connection, kind: PODS });
    await server.untilAsked(2);
    for (let turn = 0; turn < 20; turn += 1)
      await new Promise(resolve => setImmediate(resolve));
    expect(server.asked).toEqual(['first', 'second']);
    server.release('first');
    await server.untilAsked(3);
    server.release('third');
    server.release('second');
    expect(names(await list)).toEqual(['a', 'b', 'c']);
    expect(server.asked).toEqual(['first', 'second', 'third']);
  });

  it('are asked for one after the other where a page does not begin with what comes after it', async () => {
    const [beginning, rest] = page('a', 'second');
    const whole = JSON.parse(`${beginning}${rest}`);
    const turned = JSON.stringify({
      items: whole.items,
      metadata: whole.metadata,
      kind: whole.kind,
    });
    const server = createServer({
      first: [turned.slice(0, 20), turned.slice(20)],
      second: page('b'),
    });
    const list = listKind({ connection: server.connection, kind: PODS });
    await server.untilAsked(1);
    for (let turn = 0; turn < 20; turn += 1)
      await new Promise(resolve => setImmediate(resolve));
    expect(server.asked).toEqual(['first']);
    server.release('first');
    server.release('second');
    expect(names(await list)).toEqual(['a', 'b']);
  });

  it('are called off when a page before them is broken', async () => {
    const [beginning] = page('a', 'second');
    const server = createServer({
      first: [beginning, '"items":[{'],
      second: page('b'),
    });
    const list = listKind({ connection: server.connection, kind: PODS });
    await server.untilAsked(2);
    server.release('first');
    await expect(list).rejects.toMatchObject({ reason: 'malformed' });
    expect(server.signals[1]?.aborted).toBe(true);
  });
});

import { ClusterConnection } from '../door/types';
import { listKind } from './listKind';
import { ServedKind } from './types';
import { watchKind } from './watchKind';

const PODS: ServedKind = {
  group: '',
  version: 'v1',
  resource: 'pods',
  kind: 'Pod',
  apiVersion: 'v1',
  ephemeral: false,
};

/** An API server that gives the same bytes whatever it is asked. */
function answering(pieces: () => Iterable<Uint8Array>): ClusterConnection {
  return {
    name: 'demo',
    request: async () => ({
      status: 200,
      headers: {},
      body: (async function* body() {
        yield* pieces();
      })(),
      discard() {},
    }),
  };
}

describe('what an API server may send', () => {
  it('is no list that gives the same page for ever', async () => {
    const page = JSON.stringify({
      kind: 'PodList',
      metadata: { resourceVersion: '1', continue: 'again' },
      items: [{ metadata: { name: 'a' } }],
    });
    const connection = answering(() => [Buffer.from(page)]);
    await expect(listKind({ connection, kind: PODS })).rejects.toMatchObject({
      reason: 'malformed',
    });
  });

  it('is no list when a page is broken, whatever becomes of the page after it', async () => {
    const page = JSON.stringify({
      kind: 'PodList',
      metadata: { resourceVersion: '1', continue: 'more' },
      items: [{ metadata: {} }],
    });
    let asked = 0;
    const connection: ClusterConnection = {
      ...answering(() => [Buffer.from(page)]),
      request: async (...call) => {
        asked += 1;
        if (asked > 1) throw new Error('cut off');
        return answering(() => [Buffer.from(page)]).request(...call);
      },
    };
    await expect(listKind({ connection, kind: PODS })).rejects.toMatchObject({
      reason: 'malformed',
    });
    expect(asked).toBe(2);
  });

  it('is no watch whose line never ends', async () => {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const connection = answering(function* endless() {
      while (sent < 64) {
        sent += 1;
        yield piece;
      }
    });
    const read = async () => {
      for await (const event of watchKind({
        connection,
        kind: PODS,
        resourceVersion: '1',
        seconds: 1,
        stallMs: 60_000,
        signal: new AbortController().signal,
      })) {
        expect(event.type).toBe('opened');
      }
    };
    await expect(read()).rejects.toMatchObject({ reason: 'malformed' });
    expect(sent).toBeLessThan(20);
  });
});

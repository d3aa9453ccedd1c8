import type { WebSocketStream } from '../../declaration';
import { testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';
import type { Socket } from '../types';

const SECRET = 'se"cret';
const websocket: WebSocketStream = {
  authenticate: '{"action":"auth","params":"{secret}"}',
  authenticated: 'auth_success',
  refused: 'auth_failed',
  subscribe: ['{"action":"subscribe","params":"AM.USO"}'],
  only: { at: 'ev', equals: 'AM' },
  pageRecords: 3,
  maxWaitMs: 1_000,
  runMs: 10_000,
};

/** A socket whose other end is the test. */
class TestSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  readonly sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(message: unknown): void {
    this.onmessage?.({
      data: typeof message === 'string' ? message : JSON.stringify(message),
    });
  }

  open(): this {
    this.onopen?.();
    return this;
  }

  accept(): this {
    this.open();
    this.say([{ ev: 'status', status: 'auth_success' }]);
    return this;
  }
}

function make(change: Partial<WebSocketStream> = {}, secret = SECRET) {
  const sockets: TestSocket[] = [];
  const addresses: string[] = [];
  const base = testPorts();
  // A wait that is over gives everybody a turn first.
  const ports = {
    ...base,
    clock: {
      now: base.clock.now,
      sleep: async (milliseconds: number) => {
        await new Promise(resolve => {
          setImmediate(resolve);
        });
        await base.clock.sleep(milliseconds);
      },
    },
    connect: (address: string) => {
      addresses.push(address);
      const socket = new TestSocket();
      sockets.push(socket);
      return socket;
    },
  };
  const declaration = testKind(
    'websocket',
    { path: '/stocks', websocket: { ...websocket, ...change } },
    {
      baseUrl: 'wss://socket.example.com',
      authentication: { in: 'header', name: 'key', secret: 'SOCKET_KEY' },
      limits: { maxAttempts: 3, baseDelayMs: 100 },
    },
  );
  const source = testSourceOf(declaration, ports, secret);
  return { source, sockets, addresses, ports };
}

const bar = (id: number) => ({ ev: 'AM', id, value: `${id}.50` });

describe('websocket', () => {
  it('authenticates, subscribes, and gives pages that are full or have waited', async () => {
    const { source, sockets, addresses } = make();
    const reading = source.readPage({ window: {} });
    const [socket] = sockets;
    socket.open();
    expect(addresses).toEqual(['wss://socket.example.com/stocks']);
    expect(JSON.parse(socket.sent[0])).toEqual({
      action: 'auth',
      params: SECRET,
    });
    expect(socket.sent).toHaveLength(1);
    socket.say([{ ev: 'status', status: 'auth_success' }]);
    expect(socket.sent[1]).toBe(websocket.subscribe[0]);
    socket.say([bar(1), { ev: 'status', message: 'subscribed' }, bar(2)]);
    socket.say(bar(3));
    socket.say(bar(4));
    const first = await reading;
    expect(first.records).toEqual(
      [1, 2, 3].map(id => ({ ev: 'AM', id, value: `${id}.5` })),
    );
    expect(await source.parse(first, {})).toEqual(first.records);
    const second = await source.readPage({ window: {}, token: first.next });
    expect(second.records).toHaveLength(1);
    await source.close();
    expect(socket.closed).toBe(true);
  });

  it('stops for a person when the key is refused, without showing it', async () => {
    const { source, sockets, ports } = make();
    const reading = source.readPage({ window: {} });
    sockets[0].open();
    sockets[0].say([{ status: 'auth_failed', key: SECRET }]);
    const error = await reading.catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ failure: 'authentication' });
    expect(`${error}${ports.logged}`).not.toContain('cret"');
  });

  it('comes back after a break with growing pauses, subscribes again and says the gap', async () => {
    const { source, sockets, ports } = make();
    const reading = source.readPage({ window: {} });
    sockets[0].accept().say(bar(1));
    sockets[0].onclose?.({ code: 1006, reason: '' });
    const first = await reading;
    expect(first.records).toHaveLength(1);
    expect(sockets).toHaveLength(2);
    const more = source.readPage({ window: {}, token: first.next });
    sockets[1].accept().say(bar(2));
    expect((await more).records).toHaveLength(1);
    expect(sockets[1].sent).toContain(websocket.subscribe[0]);
    expect(ports.logged.join()).toContain('"event":"gap"');
    expect(source.state()).toMatchObject({ retries: 1 });
  });

  it('gives up after its attempts, so that the scheduler sees it', async () => {
    const { source, sockets } = make({ runMs: 1e9 });
    const reading = (async () => {
      let page = await source.readPage({ window: {} });
      for (;;) {
        page = await source.readPage({ window: {}, token: page.next });
      }
    })();
    const thrown = reading.catch((error: Error) => error);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      while (sockets.length <= attempt) {
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
      sockets[attempt].onerror?.(new Error('refused'));
    }
    expect(await thrown).toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('3 times in a row'),
    });
  });

  it('makes a silent connection anew', async () => {
    const { source, sockets } = make({ silenceMs: 1_500, runMs: 60_000 });
    let page = await (async () => {
      const reading = source.readPage({ window: {} });
      sockets[0].accept();
      return reading;
    })();
    for (let more = 0; more < 3; more += 1) {
      page = await source.readPage({ window: {}, token: page.next });
    }
    expect(sockets.length).toBeGreaterThan(1);
    expect(sockets[0].closed).toBe(true);
  });

  it('ends its run after the declared length, and a run that is resumed has its whole length again', async () => {
    const { source, sockets } = make({ runMs: 2_500 });
    const reading = source.readPage({ window: {} });
    sockets[0].accept();
    let page = await reading;
    let pages = 1;
    while (page.next !== undefined) {
      page = await source.readPage({ window: {}, token: page.next });
      pages += 1;
    }
    expect(pages).toBe(3);
    const resumed = make({ runMs: 2_500 });
    const again = await resumed.source.readPage({ window: {}, token: 7 });
    expect(again.next).toBe(8);
  });

  it('says it when records come faster than they are taken', async () => {
    const { source, sockets } = make({ pageRecords: 1 });
    const reading = source.readPage({ window: {} });
    sockets[0].accept();
    for (let id = 0; id < 150; id += 1) {
      sockets[0].say(bar(id));
    }
    let page = await reading;
    await expect(
      (async () => {
        for (;;) {
          page = await source.readPage({ window: {}, token: page.next });
        }
      })(),
    ).rejects.toThrow('wait to be stored');
  });

  it('subscribes at once where no key is needed', async () => {
    const { source, sockets } = make({}, '');
    const reading = source.readPage({ window: {} });
    sockets[0].open().say('not json');
    expect(sockets[0].sent).toEqual(websocket.subscribe);
    expect((await reading).records).toEqual(['not json']);
  });
});

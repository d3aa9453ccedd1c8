import { createHmac } from 'node:crypto';
import type { WebhookStream } from '../../declaration';
import { MemoryStore } from '../../memoryStore';
import { testKind } from '../../testKinds';
import { testPorts } from '../../testSource';
import { WebhookSource } from './WebhookSource';

const SECRET = 'shared-secret';
const webhook: WebhookStream = {
  path: '/calls',
  signature: {
    header: 'X-Signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    timestampHeader: 'X-Timestamp',
  },
  idHeader: 'X-Id',
  maxBytes: 200,
  maxWaitMs: 1,
  runMs: 1,
};

const open: WebhookSource[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(source => source.close()));
});

async function make(
  store = new MemoryStore(),
  change: Partial<WebhookStream> = {},
) {
  const stream = { ...webhook, ...change };
  const declaration = testKind(
    'webhook',
    { webhook: stream },
    {
      baseUrl: 'http://127.0.0.1:0',
      authentication: {
        in: 'header',
        name: 'x-signature',
        secret: 'HOOK_SECRET',
      },
    },
  );
  const ports = testPorts({ store });
  const source = new WebhookSource(
    { declaration, stream: declaration.streams[0], secret: SECRET, ports },
    stream,
  );
  open.push(source);
  const port = await source.listen();
  const call = async (
    body: string,
    given: {
      headers?: Record<string, string>;
      method?: string;
      path?: string;
      secret?: string;
      at?: number;
    } = {},
  ) => {
    const at = String(given.at ?? Math.floor(ports.clock.now() / 1000));
    const signature = createHmac('sha256', given.secret ?? SECRET)
      .update(stream.signature.timestampHeader ? `${at}.${body}` : body)
      .digest('hex');
    const response = await fetch(
      `http://127.0.0.1:${port}${given.path ?? '/calls'}`,
      {
        method: given.method ?? 'POST',
        ...(given.method !== 'GET' && { body }),
        headers: {
          'x-signature': `sha256=${signature}`,
          'x-timestamp': at,
          ...given.headers,
        },
      },
    );
    await response.text();
    return response.status;
  };
  const read = async () => {
    const records: unknown[] = [];
    let page = await source.readPage({ window: {} });
    for (;;) {
      records.push(...page.records);
      if (page.next === undefined) {
        return records;
      }
      page = await source.readPage({ window: {}, token: page.next });
    }
  };
  return { source, call, read, ports, store };
}

describe('webhook', () => {
  it('takes signed calls, makes rows of them and settles them when they are safe', async () => {
    const { call, read, store } = await make();
    expect(await call('{"id":1,"value":1.10}')).toBe(202);
    expect(await call('[{"id":2},{"id":3}]')).toBe(202);
    const records = await read();
    expect(records).toHaveLength(3);
    expect(records).toContainEqual({ id: 1, value: '1.1' });
    expect(await store.list('webhook/rows/inbox/')).toEqual([]);
    expect(await read()).toEqual([]);
  });

  it('refuses what is not signed with the secret over these very bytes, at this time', async () => {
    const { call, ports, store } = await make();
    const now = Math.floor(ports.clock.now() / 1000);
    expect(await call('{"id":1}', { secret: 'other' })).toBe(401);
    expect(await call('{"id":1}', { headers: { 'x-signature': '' } })).toBe(
      401,
    );
    expect(
      await call('{"id":1}', { headers: { 'x-signature': 'sha256=00' } }),
    ).toBe(401);
    expect(
      await call('{"id":1}', { headers: { 'x-timestamp': String(now + 1) } }),
    ).toBe(401);
    expect(await call('{"id":1}', { at: now - 301 })).toBe(401);
    expect(await call('{"id":1}', { at: now + 301 })).toBe(401);
    expect(await call('{"id":1}', { headers: { 'x-timestamp': 'now' } })).toBe(
      401,
    );
    expect(await store.list('webhook/')).toEqual([]);
    expect(await call('{"id":1}', { at: now - 299 })).toBe(202);
  });

  it('counts a repeated call once: sent again as it was, or signed anew under the same name, before and after it was settled', async () => {
    const { call, read, ports } = await make();
    const now = Math.floor(ports.clock.now() / 1000);
    const named = { headers: { 'x-id': 'call-1' } };
    expect(await call('{"id":1}', { ...named, at: now })).toBe(202);
    expect(await call('{"id":1}', { ...named, at: now })).toBe(200);
    expect(await call('{"id":1}', { ...named, at: now + 1 })).toBe(200);
    expect(
      await call('{"id":1}', { headers: { 'x-id': 'forged' }, at: now }),
    ).toBe(200);
    expect(await read()).toHaveLength(1);
    expect(await call('{"id":1}', { ...named, at: now })).toBe(200);
    expect(await read()).toEqual([]);
  });

  it('keeps what it answered when it dies before the rows are safe', async () => {
    const store = new MemoryStore();
    const first = await make(store);
    await first.call('{"id":1}');
    const page = await first.source.readPage({ window: {} });
    expect(page.records).toHaveLength(1);
    await first.source.close();
    const second = await make(store);
    expect(await second.read()).toEqual([{ id: 1 }]);
  });

  it('answers 413, 405 and 404, and is healthy', async () => {
    const { call, source } = await make();
    expect(await call(`{"id":1,"x":"${'x'.repeat(300)}"}`)).toBe(413);
    expect(await call('', { method: 'GET' })).toBe(405);
    expect(await call('{}', { path: '/other' })).toBe(404);
    expect(await call('', { method: 'GET', path: '/healthz' })).toBe(200);
    expect(source.state().requestsByStatus).toEqual({ '4xx': 3, '2xx': 1 });
  });

  it('answers 500 when it could not keep the call, so that it is sent again', async () => {
    const store = new MemoryStore();
    const { call, ports } = await make(store);
    store.create = async () => {
      throw new Error('the disk is full');
    };
    expect(await call('{"id":1}')).toBe(500);
    expect(ports.logged.join()).toContain('the disk is full');
  });

  it('does not listen without a secret', async () => {
    const declaration = testKind(
      'webhook',
      { webhook },
      { baseUrl: 'http://127.0.0.1:0' },
    );
    const [stream] = declaration.streams;
    const source = new WebhookSource(
      { declaration, stream, secret: '', ports: testPorts() },
      webhook,
    );
    await expect(source.readPage({ window: {} })).rejects.toMatchObject({
      failure: 'configuration',
    });
  });
});

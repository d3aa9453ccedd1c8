/*
 * The lake as the simulated platform has it, over HTTP; and catalogs that refuse, lie, page or are not there.
 */
import {
  ApiPlace,
  createDoor,
  PlatformDoor,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { LakeSettings } from '../config';
import { createLake } from './Lake';

jest.setTimeout(60_000);

let door: PlatformDoor;
beforeAll(() => {
  door = createDoor({
    config: {
      clusters: [],
      routes: new Map(),
      hosts: new Map(),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    },
  });
});
afterAll(() => door.close());

const nothing = {
  current: () => ({ groups: [] } as never),
  whenReady: async () => undefined,
};

function open(
  settings: Partial<LakeSettings>,
  more: {
    services?: Pick<PlatformServices, 'current' | 'whenReady'>;
    door?: Pick<PlatformDoor, 'ask'>;
    now?: () => number;
  } = {},
) {
  return createLake({
    settings: { enabled: true, headers: {}, ...settings },
    door,
    services: nothing,
    now: Date.now,
    ...more,
  });
}

describe('the lake of the simulated platform', () => {
  let platform: RunningPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ scenario: 'calm-day' });
  });
  afterAll(() => platform.close());

  it('tells its tables and their columns', async () => {
    const lake = open({ url: platform.lake.iceberg.url });
    const { state, names } = await lake.list();
    expect(state).toMatchObject({ state: 'read' });
    expect(names.length).toBeGreaterThan(3);
    expect([...names].sort()).toEqual(names);
    const table = await lake.read(names[0]);
    expect(table.state.state).toBe('read');
    expect(table.columns?.length).toBeGreaterThan(1);
    for (const column of table.columns ?? [])
      expect(column).toEqual({
        name: expect.any(String),
        type: expect.stringMatching(/^[a-z(]/),
        required: expect.any(Boolean),
      });
  });

  it('a table that is not there has no columns, and the lake was read', async () => {
    const lake = open({ url: platform.lake.iceberg.url });
    expect(await lake.read('raw.not_there')).toEqual({
      state: expect.objectContaining({ state: 'read' }),
      columns: undefined,
    });
    expect((await lake.read('nowhere.at_all')).columns).toBeUndefined();
  });
});

/** A catalog that answers what it is told, and counts. */
async function startCatalog(
  answer: (path: string) => { status?: number; body: unknown },
): Promise<{ url: string; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, body } = answer(request.url ?? '');
    response.statusCode = status;
    response.setHeader('content-type', 'application/json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, server };
}

describe('other catalogs', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0))
      await new Promise(done => server.close(done));
  });
  const start = async (answer: Parameters<typeof startCatalog>[0]) => {
    const catalog = await startCatalog(answer);
    servers.push(catalog.server);
    return catalog;
  };
  const CONFIG = { defaults: {}, overrides: {} };

  it.each([401, 403, 500])(
    'HTTP %s is said and is no empty list; the next one asks again',
    async status => {
      let now = { status, body: {} as unknown };
      const { url } = await start(path =>
        path.startsWith('/v1/config') ? { body: CONFIG } : now,
      );
      const lake = open({ url });
      const refused = await lake.list();
      expect(refused.names).toEqual([]);
      expect(refused.state.state).toBe('failed');
      expect(refused.state.reason).toContain(`HTTP ${status}`);
      expect((await lake.read('raw.eia')).state.state).toBe('failed');
      now = { status: 200, body: { namespaces: [] } };
      expect((await lake.list()).state.state).toBe('read');
    },
  );

  it('a page for people in its place, and nobody at all, are said', async () => {
    const { url } = await start(() => ({ body: '<html>log in</html>' }));
    const lake = open({ url });
    expect((await lake.list()).state).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/shape.*dataSources\.lake\.url/),
    });
    const silent = open({ url: 'http://127.0.0.1:1' });
    expect((await silent.list()).state).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('gave no answer'),
    });
  });

  it('pages are followed, a prefix is used, deeper namespaces are passed over, and a refused one is told', async () => {
    const { url, asked } = await start(path => {
      if (path === '/v1/config?warehouse=gold')
        return { body: { overrides: { prefix: 'ws/one' } } };
      if (path === '/v1/ws/one/namespaces')
        return {
          body: {
            namespaces: [['raw'], ['a', 'b']],
            'next-page-token': 'x y',
          },
        };
      if (path === '/v1/ws/one/namespaces?pageToken=x%20y')
        return { body: { namespaces: [['secret']] } };
      if (path === '/v1/ws/one/namespaces/raw/tables')
        return { body: { identifiers: [{ name: 'eia' }] } };
      return { status: 403, body: {} };
    });
    const { state, names } = await open({ url, warehouse: 'gold' }).list();
    expect(names).toEqual(['raw.eia']);
    expect(state.state).toBe('read');
    expect(state.reason).toMatch(/refuses to list those of secret/);
    expect(asked).not.toContain('/v1/ws/one/namespaces/a%1Fb/tables');
  });

  it('a catalog that goes round in circles is given up', async () => {
    const { url } = await start(path =>
      path.startsWith('/v1/config')
        ? { body: CONFIG }
        : { body: { namespaces: [], 'next-page-token': 'again' } },
    );
    expect((await open({ url }).list()).state).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('does not come to the end'),
    });
  });

  it('an answer counts for half a minute', async () => {
    let now = 0;
    const { url, asked } = await start(path =>
      path.startsWith('/v1/config')
        ? { body: CONFIG }
        : { body: { namespaces: [] } },
    );
    const lake = open({ url }, { now: () => now });
    await Promise.all([lake.list(), lake.list()]);
    const once = asked.length;
    now = 29_000;
    await lake.list();
    expect(asked).toHaveLength(once);
    now = 31_000;
    await lake.list();
    expect(asked).toHaveLength(2 * once);
  });
});

describe('where it is found', () => {
  it('is none without a catalog among the services, and says what to set', async () => {
    expect((await open({}).list()).state).toEqual({
      state: 'none',
      reason: expect.stringContaining('dataSources.lake.url'),
    });
    expect((await open({ enabled: false }).list()).state).toEqual({
      state: 'none',
      reason: expect.stringContaining('dataSources.lake.enabled'),
    });
  });

  it('is not known while the services are not', async () => {
    const services = {
      ...nothing,
      whenReady: async () => {
        throw new Error('too slow');
      },
    };
    expect((await open({}, { services }).list()).state).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('not known yet'),
    });
  });

  it('is the Kubernetes Service of the catalog that was recognised', async () => {
    const places: ApiPlace[] = [];
    const asking = {
      ask: async ({ place }: { place: ApiPlace }) => {
        places.push(place);
        return { ok: false, reason: 'forbidden', since: '', source: {} };
      },
    } as never;
    const service = {
      cluster: 'demo',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'iceberg-rest-catalog', namespace: 'data-platform' },
        spec: { ports: [{ name: 'http', port: 8181 }] },
      },
    };
    const services = {
      ...nothing,
      current: () =>
        ({
          groups: [
            {
              id: 'iceberg-rest-catalog',
              title: 'Iceberg REST catalog',
              cluster: 'demo',
              namespace: 'data-platform',
              profile: { id: 'iceberg-rest-catalog' },
              probe: { protocol: 'http', port: 8181, path: '/v1/config' },
              workloads: [],
              services: [service],
              ingresses: [],
            },
          ],
        } as never),
    };
    const answering = {
      ask: async ({ path }: { path: string }) => ({
        ok: true,
        value: {
          status: 200,
          json: path.startsWith('/v1/config') ? {} : { namespaces: [] },
        },
      }),
    } as never;
    const found = await open({}, { services, door: answering }).list();
    expect(found).toMatchObject({ cluster: 'demo', names: [] });
    const { state } = await open({}, { services, door: asking }).list();
    expect(places).toEqual([
      {
        type: 'service',
        cluster: 'demo',
        namespace: 'data-platform',
        serviceName: 'iceberg-rest-catalog',
        port: 8181,
        scheme: 'http',
      },
    ]);
    expect(state).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('forbidden'),
    });
  });
});

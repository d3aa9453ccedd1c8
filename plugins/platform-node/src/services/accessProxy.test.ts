import { mockServices } from '@backstage/backend-test-utils';
import {
  InventoryObject,
  KubernetesObject,
  PROFILES,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { FakeApi, startFakeApi } from '../__fixtures__/startFakeApi';
import { waitUntil } from '../__fixtures__/waitUntil';
import { PlatformConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { createPlatformServices } from './createPlatformServices';

jest.setTimeout(60_000);

const LOGIN = 'https://team.cloudflareaccess.com/cdn-cgi/access/login/trino';
const labels = { app: 'trino' };
const now = new Date().toISOString();

const OBJECTS: KubernetesObject[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'trino', namespace: 'data', labels, uid: 'd' },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'trino', image: 'trinodb/trino:436' }] },
      },
    },
    status: { replicas: 3, readyReplicas: 3 },
  },
  ...['a', 'b', 'c'].map(
    (name): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'data',
        labels,
        uid: name,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'trino',
            uid: 'd',
            controller: true,
          },
        ],
      },
      status: { phase: 'Running' },
    }),
  ),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'trino', namespace: 'data', uid: 's' },
    spec: { selector: labels, ports: [{ port: 8080 }] },
  },
];

/** An access proxy that lets the bearer of a token through to Trino, and sends all others to a login. */
async function startAccessProxy(token: string) {
  const edge = await startFakeApi();
  edge.answer('/trino/v1/info', (request, response) => {
    if (request.headers['cf-access-client-secret'] === token) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"starting":false}');
    } else {
      response.writeHead(302, { location: LOGIN });
      response.end();
    }
  });
  return edge;
}

describe('asking through an access proxy', () => {
  let edge: FakeApi;
  const stops: (() => void | Promise<void>)[] = [];

  beforeEach(async () => {
    edge = await startAccessProxy('right');
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await edge.close();
  });

  /** Trino, once it has been asked. */
  async function ask(secret?: string): Promise<Service> {
    const headers: Record<string, string> = secret
      ? { 'CF-Access-Client-Secret': secret }
      : {};
    const config: PlatformConfig = {
      clusters: [],
      routes: new Map([
        [
          'demo',
          {
            type: 'external',
            url: `${edge.url}/{service}`,
            headers,
          },
        ],
      ]),
      hosts: new Map(),
      probes: { intervalMs: 60_000, timeoutMs: 3_000, concurrency: 2 },
    };
    const door = createDoor({ config });
    const services = createPlatformServices({
      inventory: {
        snapshot: () => ({
          objects: OBJECTS.map(
            (object): InventoryObject => ({
              cluster: 'demo',
              object,
              source: { kind: 'cluster', name: 'demo' },
              observedAt: now,
            }),
          ),
          clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
          caveats: [],
          released: [],
          releases: [],
          version: 1,
        }),
        onChange: () => () => {},
        release: () => {},
        whenReady: async () => {},
      },
      door,
      probes: config.probes,
      profiles: PROFILES,
      logger: mockServices.logger.mock(),
    });
    stops.push(
      () => services.stop(),
      () => door.close(),
    );
    services.start();
    await services.whenReady();
    const trino = () => services.current().services[0];
    await waitUntil('an answer', () =>
      trino().health.evidence.some(({ proof }) => proof),
    );
    return trino();
  }

  it('hears the service when the service token is accepted, asking once for three replicas', async () => {
    const { health } = await ask('right');
    expect(health.state).toBe('healthy');
    expect(edge.requests).toEqual(['GET /trino/v1/info']);
    expect(JSON.stringify(health)).not.toContain('right');
  });

  it.each([
    ['no token', undefined],
    ['a refused token', 'wrong'],
  ])(
    'says with %s that the edge is up and the service not known',
    async (_, secret) => {
      const { health } = await ask(secret);
      expect(health.state).toBe('unknown');
      expect(health.summary).toContain(
        'the edge is up, the service is not known: 302 to the login at https://team.cloudflareaccess.com',
      );
      expect(health.evidence.at(-1)?.proof?.answer).toContain('302');
      expect(edge.requests).toHaveLength(1);
    },
  );
});

import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  createContractClient,
  indexObjects,
  platformContract,
  Service,
  ServiceListSchema,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformServices,
  platformServicesServiceRef,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import request from 'supertest';
import platformPlugin from './index';

function service(id: string, dependsOn: string[] = []): Service {
  return {
    id,
    title: id,
    description: `The ${id} of the platform.`,
    entityRef: `component:default/${id}`,
    kind: 'Component',
    type: 'service',
    system: 'data',
    owner: 'group:default/data-engineering',
    lifecycle: 'production',
    cluster: 'demo',
    namespace: 'data',
    workloads: [],
    endpoints: [],
    dependencies: dependsOn.map(to => ({
      to,
      source: 'declared',
      confidence: 'likely',
      evidence: [
        { what: 'declared by its profile', object: id, source: 'declared' },
      ],
    })),
    dependsOn: dependsOn.map(serviceId => ({
      serviceId,
      evidence: 'declared by its profile',
      confidence: 'declared',
    })),
    links: [],
    explanation: [],
    health: { state: 'healthy', stale: false, summary: 'fine', evidence: [] },
    formerIds: [],
    caveats: [],
  };
}

function fakeServices(services: Service[]) {
  const listeners = new Set<() => void>();
  let view: ServicesView = {
    services,
    clusters: [{ name: 'demo', phase: 'reading', kinds: [] }],
    caveats: ['Cluster other does not answer.'],
    index: indexObjects([]),
    groups: [],
    generatedAt: '2026-11-21T12:00:00.000Z',
    version: 1,
  };
  const fake: PlatformServices = {
    current: () => view,
    onChange: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenReady: async () => {},
  };
  return {
    fake,
    change(next: Service[]) {
      view = { ...view, services: next, version: view.version + 1 };
      for (const listener of listeners) listener();
    },
  };
}

async function start(options: { deny?: boolean; services?: Service[] } = {}) {
  const { fake, change } = fakeServices(
    options.services ?? [service('trino', ['minio']), service('minio')],
  );
  const signals = { publish: jest.fn(async () => {}) };
  const events = {
    publish: jest.fn(async () => {}),
    subscribe: jest.fn(async () => {}),
  };
  const { server } = await startTestBackend({
    features: [
      platformPlugin,
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => fake,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => signals,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.permissions.factory({
        result: options.deny ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
      }),
    ],
  });
  return { server, change, signals, events };
}

describe('platform plugin', () => {
  it('refuses whoever is not signed in (401) or not allowed (403)', async () => {
    const open = await start();
    const anonymous = await request(open.server)
      .get('/api/platform/services')
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
    const closed = await start({ deny: true });
    for (const path of [
      '/services',
      '/services/trino',
      '/changes',
      '/clusters',
    ]) {
      const answer = await request(closed.server).get(`/api/platform${path}`);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toMatch(
        /needs the permission platform\./,
      );
    }
  });

  it('lists services with the state of what they are read from', async () => {
    const { server } = await start();
    const answer = await request(server).get('/api/platform/services');
    expect(answer.status).toBe(200);
    const list = ServiceListSchema.parse(answer.body);
    expect(list.services.map(({ id }) => id)).toEqual(['trino', 'minio']);
    expect(list.caveats).toEqual(['Cluster other does not answer.']);
  });

  it('gives one service with its blast radius, and doubts an absence that it cannot be sure of', async () => {
    const { server } = await start();
    const answer = await request(server).get('/api/platform/services/minio');
    expect(answer.body).toMatchObject({
      service: { id: 'minio' },
      blastRadius: ['trino'],
      events: [],
    });
    const missing = await request(server).get('/api/platform/services/doris');
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toContain(
      'Cluster other does not answer.',
    );
  });

  it('says which field is wrong (400)', async () => {
    const { server } = await start();
    const answer = await request(server).get(
      '/api/platform/changes?minutes=never',
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('query.minutes');
  });

  it('answers the typed client of its own contract', async () => {
    const { server } = await start();
    const client = createContractClient({
      contract: platformContract,
      fetch,
      baseUrl: async () => `http://localhost:${server.port()}/api/platform`,
    });
    const { clusters } = await client.listClusters({});
    expect(clusters).toMatchObject([{ name: 'demo' }]);
    const { changes } = await client.listChanges({ query: {} });
    expect(changes).toEqual([]);
    await expect(
      client.getService({ params: { id: 'doris' } }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      response: { status: 404 },
    });
  });

  it('serves its OpenAPI document', async () => {
    const { server } = await start();
    const { body } = await request(server).get('/api/platform/openapi.json');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/changes',
      '/clusters',
      '/services',
      '/services/{id}',
    ]);
  });
});

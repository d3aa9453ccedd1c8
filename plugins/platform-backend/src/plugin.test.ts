import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import permissionBackend from '@backstage/plugin-permission-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import permissionPolicy from '@254carbon/backstage-plugin-permission-backend-module-platform';
import {
  createContractClient,
  DeclaredTree,
  FoundObject,
  Health,
  platformContract,
  RecordedIncident,
  Service,
  ServiceListSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { Knex } from 'knex';
import request from 'supertest';
import {
  FakePlatform,
  needs,
  objectOf,
  startPlatform,
} from './__testUtils__/startPlatform';
import { PlatformStores } from './store/PlatformStores';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const BASE = '/api/platform';
const HOUR_MS = 3_600_000;
const UUID = '6f1f9b1c-2f0a-4c9e-9d3c-0d9a5a1f2b3c';

const DOWN: Health = {
  state: 'down',
  stale: false,
  summary: 'Trino: 0 of 2 pods ready, out of memory',
  evidence: [],
};
const INCIDENT: RecordedIncident = {
  id: 'trino.20261121T115000000Z',
  serviceId: 'trino',
  title: 'Trino',
  state: 'down',
  worst: 'down',
  summary: DOWN.summary,
  since: '2026-11-21T11:50:00.000Z',
};
const SERVICES: Service[] = [
  serviceOf('trino', {
    ...needs('minio'),
    health: DOWN,
    owner: 'user:default/engineer',
  }),
  serviceOf('minio'),
];

function from(hours: number): string {
  return new Date(Date.now() + hours * HOUR_MS).toISOString();
}

function declarationOf(rest: object = {}) {
  return {
    kind: 'maintenance',
    serviceId: 'trino',
    reason: 'New disks',
    owner: 'group:default/platform-engineering',
    until: from(2),
    ...rest,
  };
}

/** Holds the lease, so that the plugin writes nothing beside the test, and writes an open incident. */
async function writeIncident(stores: PlatformStores): Promise<void> {
  const lease = await stores.changes.takeLease({
    holder: 'test',
    now: new Date(),
    durationMs: HOUR_MS,
  });
  await stores.incidents.write({ lease: lease!, incidents: [INCIDENT] });
}

/**
 * The test credentials of Backstage do not say that a plugin asks on behalf of a user, and the permission
 * backend gives conditions to plugins only: here the plugin that asks is added, as real credentials have it.
 */
const actingForUsers = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const httpAuth = mockServices.httpAuth({ pluginId: plugin.getId() });
    const actor = { type: 'service', subject: 'plugin:platform' };
    return {
      async credentials(...question) {
        const credentials = await httpAuth.credentials(...question);
        Object.assign(credentials.principal as object, { actor });
        return credentials;
      },
      issueUserCookie: httpAuth.issueUserCookie,
    };
  },
});

/** Every route, with a question that it can answer. */
const ROUTES: [
  method: 'get' | 'post' | 'delete',
  path: string,
  body?: object,
][] = [
  ['get', '/services'],
  ['get', '/services/trino'],
  ['get', '/changes'],
  ['get', '/incidents'],
  ['post', `/incidents/${INCIDENT.id}/acknowledge`, { note: 'mine' }],
  ['delete', `/incidents/${INCIDENT.id}/acknowledge`],
  ['get', '/declarations'],
  ['post', '/declarations', declarationOf()],
  ['delete', `/declarations/${UUID}`],
  ['get', '/objects?q=trino'],
  ['get', '/why?object=trino'],
  ['get', '/clusters'],
  ['post', '/clusters/demo/release', { note: 'deleted on purpose' }],
  ['get', '/manifests'],
  ['get', '/drift'],
  ['get', '/telemetry'],
];

describe.each(databases.eachSupportedId())('platform plugin, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });

  async function start(
    platform: FakePlatform = {},
    features: BackendFeature[] = [],
  ) {
    return startPlatform({ services: SERVICES, ...platform, knex, features });
  }

  it('has a question here for every route of its contract', () => {
    const asked = ROUTES.map(([method, path]) => `${method} ${path}`);
    for (const route of Object.values(platformContract.routes)) {
      const pattern = new RegExp(
        `^${route.method.toLowerCase()} ${route.path.replace(
          /:[a-z]+/g,
          '[^/]+',
        )}(\\?.*)?$`,
      );
      expect(asked.filter(question => pattern.test(question))).toHaveLength(1);
    }
  });

  it('refuses whoever is not signed in (401)', async () => {
    const { server } = await start();
    for (const [method, path, body] of ROUTES) {
      const answer = await request(server)
        [method](`${BASE}${path}`)
        .set('authorization', mockCredentials.none.header())
        .send(body);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('refuses whoever is not allowed (403), naming the permission', async () => {
    const { server, stores } = await start({}, [
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    await writeIncident(stores);
    for (const [method, path, body] of ROUTES) {
      const answer = await request(server)[method](`${BASE}${path}`).send(body);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(answer.body.error.message).toMatch(
        /needs the permission platform\.[a-z.]+;/,
      );
    }
    expect(await stores.declarations.list({})).toEqual([]);
  });

  it('lists services with the state of what they are read from', async () => {
    const { server } = await start({ caveats: ['Cluster other is silent.'] });
    const answer = await request(server).get(`${BASE}/services`);
    expect(answer.status).toBe(200);
    const list = ServiceListSchema.parse(answer.body);
    expect(list.services.map(service => service.id)).toEqual([
      'minio',
      'trino',
    ]);
    expect(list.services[0]).toMatchObject({ needs: [], neededBy: ['trino'] });
    expect(list.services[1]).not.toHaveProperty('workloads');
    expect(list.caveats).toEqual(['Cluster other is silent.']);
    expect(list.clusters).toEqual([{ name: 'demo', phase: 'reading' }]);
  });

  it('says which nodes are lost, and since when something is in doubt', async () => {
    const ready = (status: string) => ({
      conditions: [
        {
          type: 'Ready',
          status,
          message: 'Kubelet stopped posting node status.',
          lastTransitionTime: '2026-11-21T11:53:00Z',
        },
      ],
    });
    const node = (name: string, status: string) => {
      const entry = objectOf('Node', name);
      const object = {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name },
        status: ready(status),
      };
      return { ...entry, object };
    };
    const kind = { resource: 'v1/pods', ok: true, count: 9 };
    const { server } = await start({
      objects: [node('k8s-worker', 'Unknown'), node('cpu1', 'True')],
      clusters: [
        {
          name: 'demo',
          phase: 'partly-failing',
          kinds: [
            { ...kind, ok: false, since: '2026-11-21T11:58:00.000Z' },
            {
              ...kind,
              resource: 'v1/nodes',
              held: {
                count: 1,
                since: '2026-11-21T11:57:00.000Z',
                reason: 'The list lacks 1 of 2.',
              },
            },
          ],
        },
      ],
    });
    const lostNodes = [
      {
        name: 'k8s-worker',
        since: '2026-11-21T11:53:00.000Z',
        reason: 'Kubelet stopped posting node status',
        pods: 0,
      },
    ];
    const list = await request(server).get(`${BASE}/services`);
    expect([list.status, list.body.error]).toEqual([200, undefined]);
    expect(ServiceListSchema.parse(list.body).clusters).toEqual([
      {
        name: 'demo',
        phase: 'partly-failing',
        doubtedSince: '2026-11-21T11:57:00.000Z',
        lostNodes,
      },
    ]);
    const { body } = await request(server).get(`${BASE}/clusters`);
    expect(body.clusters).toMatchObject([{ name: 'demo', lostNodes }]);
  });

  it('gives the services page by page, as they were asked for', async () => {
    const { server } = await start();
    const ask = (query: object) =>
      request(server).get(`${BASE}/services`).query(query);
    const first = await ask({ limit: 1 });
    expect(first.body).toMatchObject({
      services: [{ id: 'minio' }],
      counts: { fit: 2, states: { down: 1, healthy: 1 } },
    });
    const second = await ask({ limit: 1, cursor: first.body.next });
    expect(second.body.services).toMatchObject([{ id: 'trino' }]);
    expect(second.body).not.toHaveProperty('next');
    const down = await ask({ state: 'down', q: 'memory' });
    expect(down.body.services).toMatchObject([{ id: 'trino' }]);
    const wrong = await ask({ sort: 'state', cursor: first.body.next });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/begin with the first page/);
    expect((await ask({ state: 'gone' })).status).toBe(400);
  });

  it('gives one service with its graph, blast radius, incidents and declarations', async () => {
    const { server, stores } = await start();
    await writeIncident(stores);
    await request(server).post(`${BASE}/declarations`).send(declarationOf());
    const minio = await request(server).get(`${BASE}/services/minio`);
    expect(minio.status).toBe(200);
    expect(minio.body).toMatchObject({
      service: { id: 'minio' },
      blastRadius: ['trino'],
      graph: {
        nodes: [
          { id: 'minio', direction: 'self', distance: 0 },
          { id: 'trino', direction: 'down', distance: 1, state: 'down' },
        ],
        edges: [{ from: 'trino', to: 'minio', confidence: 'likely' }],
      },
      drift: { state: 'not-configured' },
      incidents: [],
      declarations: [],
    });
    const trino = await request(server).get(`${BASE}/services/trino`);
    expect(trino.body).toMatchObject({
      service: { id: 'trino', maintenance: { reason: 'New disks' } },
      incidents: [{ id: INCIDENT.id, phase: 'open' }],
      declarations: [{ phase: 'active', serviceId: 'trino' }],
    });
  });

  it('doubts an absence that it cannot be sure of', async () => {
    const { server } = await start({ caveats: ['Cluster other is silent.'] });
    const missing = await request(server).get(`${BASE}/services/doris`);
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toContain('Cluster other is silent.');
  });

  it('shows what was known as unknown and stale, not as absent, when its cluster cannot be read', async () => {
    const { server, stores, setPlatform } = await start();
    const lease = (await stores.changes.takeLease({
      holder: 'test',
      now: new Date(),
      durationMs: HOUR_MS,
    }))!;
    await stores.memory.write({
      lease,
      seen: [
        { service: serviceOf('doris'), seenAt: '2026-11-21T11:00:00.000Z' },
        {
          service: serviceOf('kafka', { cluster: 'old' }),
          seenAt: '2026-11-20T11:00:00.000Z',
        },
      ],
      confirmed: { ids: [], at: new Date().toISOString() },
      gone: [],
    });
    const failing = { name: 'demo', phase: 'failing', kinds: [] } as const;
    setPlatform({ services: [], clusters: [{ ...failing, kinds: [] }] });
    const list = await request(server).get(`${BASE}/services`);
    expect(list.body.services).toMatchObject([
      {
        id: 'doris',
        health: { state: 'unknown', stale: true },
        lastKnown: {
          state: 'healthy',
          seenAt: '2026-11-21T11:00:00.000Z',
          reason: 'Cluster demo cannot be read at present.',
        },
      },
      {
        id: 'kafka',
        lastKnown: { reason: expect.stringMatching(/no longer configured/) },
      },
    ]);
    const one = await request(server).get(`${BASE}/services/doris`);
    expect(one.status).toBe(200);
    const { body } = await request(server).get(`${BASE}/incidents`);
    expect(body.unjudged).toMatchObject([
      { serviceId: 'doris', stale: true },
      { serviceId: 'kafka', stale: true },
    ]);
    setPlatform({ services: [] });
    const read = await request(server).get(`${BASE}/services`);
    expect(read.body.services).toMatchObject([{ id: 'kafka' }]);
  });

  it('says what is wrong now, who has seen it, and what is meant to be', async () => {
    const { server, stores, events, signals, audit, success } = await start();
    const emerging = await request(server).get(`${BASE}/incidents`);
    expect(emerging.body.incidents).toMatchObject([
      { serviceId: 'trino', phase: 'emerging', state: 'down' },
    ]);
    const early = await request(server)
      .post(`${BASE}/incidents/trino.now/acknowledge`)
      .send({ note: 'mine' });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toMatch(/try again in a moment/);
    await writeIncident(stores);
    const path = `${BASE}/incidents/${INCIDENT.id}/acknowledge`;
    const empty = await request(server).post(path).send({ note: ' ' });
    expect(empty.status).toBe(400);
    expect(empty.body.error.message).toContain('body.note');
    const done = await request(server).post(path).send({ note: 'On it.' });
    expect(done.status).toBe(200);
    const acknowledgement = { by: 'user:default/mock', note: 'On it.' };
    expect(done.body).toMatchObject({ id: INCIDENT.id, acknowledgement });
    expect(audit.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'acknowledge-incident' }),
    );
    expect(success).toHaveBeenCalledWith({
      meta: { serviceId: 'trino', note: 'On it.' },
    });
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'platform.incident.acknowledged',
      eventPayload: expect.objectContaining({ id: INCIDENT.id }),
    });
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'platform:incidents',
      message: { serviceIds: ['trino'] },
    });
    const now = await request(server).get(`${BASE}/incidents`);
    expect(now.body.incidents).toMatchObject([
      { id: INCIDENT.id, phase: 'open', state: 'down', acknowledgement },
    ]);
    const withdrawn = await request(server).delete(path);
    expect(withdrawn.status).toBe(200);
    expect(withdrawn.body.acknowledgement).toBeUndefined();
    expect((await request(server).delete(path)).status).toBe(409);
    const lost = await request(server)
      .post(`${BASE}/incidents/trino.20200101T000000000Z/acknowledge`)
      .send({ note: 'mine' });
    expect(lost.status).toBe(404);
  });

  it('takes declarations with an end, shows them beside the state, and takes them back', async () => {
    const { server, success, declarations } = await start();
    const post = (rest: object) =>
      request(server).post(`${BASE}/declarations`).send(declarationOf(rest));
    for (const [rest, message] of [
      [{ until: undefined }, /body.until/],
      [{ until: from(-1) }, /ends in the past/],
      [{ until: from(24 * 8) }, /longer than 7 days/],
      [{ from: from(3) }, /ends before it begins/],
      [{ owner: 'ops' }, /full entity ref/],
      [{ reason: '' }, /body.reason/],
    ] as const) {
      const refused = await post(rest);
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toMatch(message);
    }
    expect((await post({ serviceId: 'doris' })).status).toBe(404);
    const made = await post({ kind: 'expected-down', until: from(24 * 30) });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({
      kind: 'expected-down',
      declaredBy: 'user:default/mock',
      phase: 'active',
    });
    expect(success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ reason: 'New disks' }),
    });
    const { body } = await request(server).get(`${BASE}/incidents`);
    expect(body.incidents).toMatchObject([
      {
        state: 'down',
        expectedDown: {
          reason: 'New disks',
          declaredBy: 'portal',
          source: { name: 'user:default/mock' },
        },
      },
    ]);
    // Other plugins of the process know at once.
    expect(declarations.current().declarations).toMatchObject([
      { id: made.body.id, serviceId: 'trino', kind: 'expected-down' },
    ]);
    const one = `${BASE}/declarations/${made.body.id}`;
    const withdrawn = await request(server).delete(one);
    expect(declarations.current()).toEqual({
      declarations: [],
      isKnown: true,
    });
    expect(withdrawn.body).toMatchObject({
      phase: 'withdrawn',
      withdrawnBy: 'user:default/mock',
    });
    expect((await request(server).delete(one)).status).toBe(409);
    const current = await request(server).get(`${BASE}/declarations`);
    expect(current.body.declarations).toEqual([]);
    const all = await request(server).get(
      `${BASE}/declarations?which=all&service=trino`,
    );
    expect(all.body.declarations).toMatchObject([{ phase: 'withdrawn' }]);
  });

  it('keeps what an agent says under its own name', async () => {
    const { server, stores } = await start();
    await writeIncident(stores);
    const seen = await request(server)
      .post(`${BASE}/incidents/${INCIDENT.id}/acknowledge`)
      .set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('external:on-call-agent'),
          targetPluginId: 'platform',
        }),
      )
      .send({ note: 'restarting it' });
    expect(seen.status).toBe(200);
    expect(seen.body.acknowledgement.by).toBe('service:external:on-call-agent');
  });

  it('tells per kind what is held, and lets it go when an operator confirms', async () => {
    const resource = 'apps/v1/deployments';
    const held = {
      count: 7,
      since: '2026-11-21T11:00:00.000Z',
      reason: 'The list lacks 7 of 9.',
    };
    const kind = { resource, ok: true, count: 9 };
    const observedAt = '2026-11-21T11:59:00.000Z';
    const { server, release, setPlatform } = await start({
      clusters: [
        {
          name: 'demo',
          phase: 'reading',
          kinds: [{ ...kind, observedAt, held }],
        },
      ],
    });
    const before = await request(server).get(`${BASE}/clusters`);
    expect(before.body.clusters).toMatchObject([
      {
        name: 'demo',
        objects: 9,
        oldestObservedAt: observedAt,
        kinds: [{ resource, held }],
        confirmations: [],
      },
    ]);
    const path = `${BASE}/clusters/demo/release`;
    const other = await request(server)
      .post(path)
      .send({ kind: 'v1/pods', note: 'x' });
    expect(other.status).toBe(404);
    const done = await request(server)
      .post(path)
      .send({ kind: resource, note: 'deleted on purpose' });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      cluster: 'demo',
      kind: resource,
      by: 'user:default/mock',
    });
    expect(release).toHaveBeenCalledWith({ cluster: 'demo', kind: resource });
    setPlatform({
      clusters: [{ name: 'demo', phase: 'reading', kinds: [kind] }],
    });
    const again = await request(server).post(path).send({ note: 'again' });
    expect(again.status).toBe(409);
    const after = await request(server).get(`${BASE}/clusters`);
    expect(after.body.clusters[0].confirmations).toMatchObject([
      { note: 'deleted on purpose' },
    ]);
  });

  it('shows a cluster that is no longer configured as orphaned until that is confirmed', async () => {
    const { server, stores, release } = await start();
    const lease = (await stores.changes.takeLease({
      holder: 'test',
      now: new Date(),
      durationMs: HOUR_MS,
    }))!;
    await stores.memory.write({
      lease,
      seen: [
        {
          service: serviceOf('kafka', { cluster: 'old' }),
          seenAt: '2026-11-20T11:00:00.000Z',
        },
      ],
      confirmed: { ids: [], at: new Date().toISOString() },
      gone: [],
    });
    const { body } = await request(server).get(`${BASE}/clusters`);
    expect(body.clusters).toMatchObject([
      { name: 'demo' },
      {
        name: 'old',
        orphaned: { since: '2026-11-20T11:00:00.000Z', entities: 1 },
      },
    ]);
    const unknown = await request(server)
      .post(`${BASE}/clusters/never/release`)
      .send({ note: 'x' });
    expect(unknown.status).toBe(404);
    const done = await request(server)
      .post(`${BASE}/clusters/old/release`)
      .send({ note: 'switched off' });
    expect(done.status).toBe(200);
    expect(release).toHaveBeenCalledWith({ cluster: 'old' });
  });

  it('knows from the catalog which clusters left entities behind, and what is planned', async () => {
    const entityOf = (name: string, rest: object, spec = {}): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, ...rest },
      spec: { type: 'service', ...spec },
    });
    const annotations = {
      '254carbon.com/cluster': 'old',
      '254carbon.com/orphaned': 'Cluster old is no longer configured.',
    };
    const { server, release } = await start({
      entities: [
        entityOf('kafka', { annotations }),
        entityOf('nessie', {}, { lifecycle: 'planned' }),
      ],
    });
    const { body } = await request(server).get(`${BASE}/clusters`);
    expect(body.clusters).toMatchObject([
      { name: 'demo' },
      { name: 'old', orphaned: { entities: 1 } },
    ]);
    const why = await request(server).get(`${BASE}/why?object=nessie`);
    expect(JSON.stringify(why.body.steps)).toMatch(/planned/);
    const done = await request(server)
      .post(`${BASE}/clusters/old/release`)
      .send({ note: 'switched off' });
    expect(done.status).toBe(200);
    expect(release).toHaveBeenCalledWith({ cluster: 'old' });
  });

  it('finds objects by words, and explains one', async () => {
    const { server } = await start({
      objects: [
        objectOf('Deployment', 'trino-worker'),
        objectOf('Deployment', 'trino'),
        objectOf('Pod', 'trino-worker-1'),
        objectOf('Deployment', 'minio', 'storage'),
      ],
    });
    const found = await request(server).get(
      `${BASE}/objects?q=trino%20worker&limit=1`,
    );
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject({
      total: 2,
      objects: [{ kind: 'Deployment', name: 'trino-worker' }],
    });
    const why = await request(server).get(
      `${BASE}/why?object=Deployment/data/trino`,
    );
    expect(why.status).toBe(200);
    expect(why.body).toMatchObject({
      object: { kind: 'Deployment', namespace: 'data', name: 'trino' },
      presence: 'observed',
      observedAt: '2026-11-21T12:00:00.000Z',
    });
    const absent = await request(server).get(`${BASE}/why?object=trin`);
    expect(absent.body).toMatchObject({ presence: 'none' });
    expect(absent.body.candidates).toHaveLength(3);
  });

  it('says part by part what the own APIs of the platform gave', async () => {
    const source = { kind: 'api', name: 'grafana' } as const;
    const observedAt = '2026-11-21T11:59:00.000Z';
    const { server } = await start({
      telemetry: () => [
        {
          kind: 'grafana',
          id: 'grafana',
          serviceId: 'grafana',
          address: 'grafana.monitoring:3000',
          parts: {
            health: {
              ok: false,
              reason: 'It is silent.',
              since: observedAt,
              source,
            },
            dashboards: {
              ok: false,
              reason: 'It is silent.',
              since: observedAt,
              source,
            },
            datasources: { ok: true, value: [], observedAt, source },
            alertRules: { ok: true, value: [], observedAt, source },
          },
        },
      ],
    });
    const { status, body } = await request(server).get(`${BASE}/telemetry`);
    expect(status).toBe(200);
    expect(body.systems).toMatchObject([
      {
        id: 'grafana',
        type: 'grafana',
        parts: [
          { name: 'health', ok: false, reason: 'It is silent.' },
          { name: 'dashboards', ok: false },
          { name: 'datasources', ok: true, count: 0, observedAt },
          { name: 'alertRules', ok: true },
        ],
      },
    ]);
  });

  it('says that nothing is compared where no manifests are read', async () => {
    const { server } = await start();
    const manifests = await request(server).get(`${BASE}/manifests`);
    expect(manifests.status).toBe(200);
    expect(manifests.body).toMatchObject({ sources: [], problems: [] });
    const drift = await request(server).get(`${BASE}/drift?service=trino`);
    expect(drift.status).toBe(200);
    expect(drift.body).toMatchObject({ state: 'not-configured', items: [] });
  });

  it('compares what is declared with what is observed, and tells where it was written', async () => {
    const origin = (path: string) => ({ source: 'tree', path, line: 3 });
    const declared = (name: string, replicas: number) => ({
      object: {
        ...objectOf('Deployment', name).object,
        spec: { replicas },
      },
      origin: origin(`${name}.yaml`),
      redacted: [],
    });
    const observed = objectOf('Deployment', 'trino');
    const tree: DeclaredTree = {
      source: 'tree',
      cluster: 'demo',
      revision: 'abc',
      files: 4,
      objects: [declared('trino', 2), declared('doris', 1)],
      artefacts: [],
      problems: [
        {
          kind: 'syntax',
          path: 'broken.yaml',
          line: 7,
          message: 'A colon is missing.',
          cure: 'Write one.',
        },
      ],
      notRendered: [
        { kind: 'chart', path: 'chart', reason: 'helm is missing.' },
      ],
    };
    const observedAt = '2026-11-21T11:59:00.000Z';
    const { server } = await start({
      objects: [
        { ...observed, object: { ...observed.object, spec: { replicas: 3 } } },
      ],
      clusters: [
        {
          name: 'demo',
          phase: 'reading',
          kinds: [
            { resource: 'apps/v1/deployments', ok: true, count: 1, observedAt },
          ],
        },
      ],
      manifests: {
        sources: [{ name: 'tree', type: 'folder', location: 'deploy' }],
        current: () => [
          {
            ok: false,
            reason: 'The folder is gone.',
            since: observedAt,
            source: { kind: 'manifest', name: 'tree' },
            lastGood: { value: tree, observedAt },
          },
        ],
      },
    });
    const manifests = await request(server).get(`${BASE}/manifests`);
    expect(manifests.body).toMatchObject({
      sources: [
        {
          name: 'tree',
          ok: false,
          reason: 'The folder is gone.',
          observedAt,
          revision: 'abc',
          counts: { files: 4, objects: 2, problems: 1, notRendered: 1 },
        },
      ],
      problems: [{ source: 'tree', path: 'broken.yaml', line: 7 }],
      notRendered: [{ source: 'tree', path: 'chart' }],
    });
    const drift = await request(server).get(`${BASE}/drift`);
    expect(drift.status).toBe(200);
    expect(drift.body.state).toBe('compared');
    const found = await request(server).get(`${BASE}/objects?q=deployment`);
    expect(
      found.body.objects.map(
        ({ name, presence }: FoundObject) => `${name} ${presence}`,
      ),
    ).toEqual(['doris declared', 'trino both']);
    const why = await request(server).get(`${BASE}/why?object=trino`);
    expect(why.body).toMatchObject({
      presence: 'both',
      origins: [origin('trino.yaml')],
    });
    const only = await request(server).get(
      `${BASE}/why?object=Deployment/data/doris`,
    );
    expect(only.body).toMatchObject({
      presence: 'declared',
      object: { name: 'doris', namespace: 'data' },
      origins: [origin('doris.yaml')],
    });
  });

  it('says which field is wrong (400)', async () => {
    const { server } = await start();
    const answer = await request(server).get(`${BASE}/changes?minutes=never`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('query.minutes');
  });

  it('answers the typed client of its own contract', async () => {
    const { server } = await start();
    const client = createContractClient({
      contract: platformContract,
      fetch,
      baseUrl: async () => `http://localhost:${server.port()}${BASE}`,
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

  it('serves an OpenAPI document with every route', async () => {
    const { server } = await start();
    const { body } = await request(server).get(`${BASE}/openapi.json`);
    const described = Object.values<Record<string, { operationId: string }>>(
      body.paths,
    ).flatMap(path =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(described.sort()).toEqual(
      Object.keys(platformContract.routes).sort(),
    );
  });

  it('lets operators speak of all services, data engineers of their own, analysts of none', async () => {
    const { server, stores } = await start({}, [
      permissionBackend,
      permissionPolicy,
      permissionsServiceFactory,
      actingForUsers,
      mockServices.rootConfig.factory({
        data: {
          permission: {
            enabled: true,
            roles: {
              operator: ['user:default/operator'],
              'data-engineer': [
                'user:default/engineer',
                'user:default/colleague',
              ],
              analyst: ['user:default/analyst'],
            },
          },
        },
      }),
    ]);
    await writeIncident(stores);
    const path = `${BASE}/incidents/${INCIDENT.id}/acknowledge`;
    const speak = async (who: string) => {
      const header = mockCredentials.user.header(`user:default/${who}`);
      const seen = await request(server)
        .post(path)
        .set('authorization', header)
        .send({ note: 'seen' });
      const declared = await request(server)
        .post(`${BASE}/declarations`)
        .set('authorization', header)
        .send(declarationOf());
      const confirmed = await request(server)
        .post(`${BASE}/clusters/demo/release`)
        .set('authorization', header)
        .send({ note: 'x' });
      return [seen.status, declared.status, confirmed.status];
    };
    expect(await speak('engineer')).toEqual([200, 200, 403]);
    expect(await speak('colleague')).toEqual([403, 403, 403]);
    expect(await speak('analyst')).toEqual([403, 403, 403]);
    expect(await speak('operator')).toEqual([200, 200, 409]);
  });
});

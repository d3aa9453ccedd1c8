/** KPIs and claims over HTTP: from the entities of the catalog to what is measured. */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ClaimListSchema,
  KpiListSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { platformServicesServiceRef } from '@254carbon/backstage-plugin-platform-node';
import request from 'supertest';
import readinessPlugin from '.';
import { quietSources } from './__testUtils__/quietSources';
import { FakePlatform, view } from './testing/fixtures';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

function resource(name: string, type: string, spec: object): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title: name },
    spec: { type, owner: 'group:default/a', ...spec },
  };
}

const source = { document: 'roadmap', line: 7, target: 2 };

const ENTITIES = [
  resource('services', 'kpi', {
    kpi: {
      target: 2,
      comparison: 'at-least',
      unit: 'count',
      measurement: 'services-known',
      sources: [source, { ...source, document: 'other', target: 50 }],
    },
  }),
  resource('broken', 'kpi', { kpi: { target: 'many' } }),
  resource('roadmap', 'status-document', {
    document: {
      statedOn: '2025-10-24',
      claims: [
        { subject: 'Ready', value: 75, unit: 'percent', corresponds: 'score' },
      ],
    },
  }),
];

async function start(id: string, features: object[] = []) {
  const platform = new FakePlatform(view({ trino: 1, minio: 1 }));
  const knex = await databases.init(id as 'SQLITE_3');
  const backend = await startTestBackend({
    features: [
      readinessPlugin,
      ...quietSources,
      mockServices.database.factory({ knex }),
      catalogServiceMock.factory({ entities: ENTITIES }),
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => platform,
      }),
      ...(features as never[]),
    ],
  });
  const { server } = backend;
  const stop = () => backend.stop();
  const get = (path: string) => request(server).get(`/api/readiness${path}`);
  const judge = () => request(server).post('/api/readiness/evaluations');
  return { get, judge, stop };
}

/** Judges until there is a judgement; fails with what was said instead. */
async function untilJudged(judge: () => request.Test) {
  const end = Date.now() + 20_000;
  for (;;) {
    const { body } = await judge();
    if (body.state === 'judged') return;
    if (Date.now() > end) throw new Error(JSON.stringify(body));
  }
}

describe.each(databases.eachSupportedId())('KPIs over HTTP, %s', id => {
  it('holds what is measured against what was promised, with a trend', async () => {
    const { get, judge, stop } = await start(id);
    await untilJudged(judge);
    let list = KpiListSchema.parse((await get('/kpis?days=7')).body);
    while (list.kpis[0].trend.length === 0)
      list = KpiListSchema.parse((await get('/kpis?days=7')).body);
    expect(list.kpis).toHaveLength(1);
    expect(list.kpis[0]).toMatchObject({
      id: 'services',
      state: 'met',
      value: 2,
      conflict: true,
      sources: [{ state: 'met' }, { state: 'missed' }],
      trend: [{ value: 2 }],
    });
    expect(list.caveats).toEqual([
      expect.stringContaining('resource:default/broken is left out'),
    ]);
    expect((await get('/kpis?days=0')).status).toBe(400);
    await stop();
  });

  it('lays claims beside what is computed', async () => {
    const { get, judge, stop } = await start(id);
    await untilJudged(judge);
    const { documents } = ClaimListSchema.parse((await get('/claims')).body);
    expect(documents[0].claims[0]).toMatchObject({
      subject: 'Ready',
      value: 75,
      computed: { unit: 'percent' },
      gap: expect.objectContaining({ low: expect.any(Number) }),
    });
    await stop();
  });
});

describe('KPIs and who may', () => {
  it('asks who is there (401)', async () => {
    const { get, stop } = await start('SQLITE_3');
    const none = mockCredentials.none.header();
    for (const path of ['/kpis', '/claims']) {
      const { status } = await get(path).set('Authorization', none);
      expect(status).toBe(401);
    }
    await stop();
  });

  it('asks whether they may (403)', async () => {
    const { get, stop } = await start('SQLITE_3', [
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    for (const path of ['/kpis', '/claims'])
      expect((await get(path)).status).toBe(403);
    await stop();
  });
});

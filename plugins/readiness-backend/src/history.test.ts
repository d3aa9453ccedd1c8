/** What is remembered, over HTTP, on every database; and what is left of it after a restart. */
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ReadinessOverviewSchema,
  ReadinessPlanSchema,
  ReadinessReplaySchema,
  ScoreChangeSchema,
  ScoreHistorySchema,
  ScoreListSchema,
  StoredVerdictSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { platformServicesServiceRef } from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import request from 'supertest';
import readinessPlugin from '.';
import { quietSources } from './__testUtils__/quietSources';
import { FakePlatform, view } from './testing/fixtures';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

async function start(
  knex: Knex,
  options: { platform?: FakePlatform; features?: object[] } = {},
) {
  const platform =
    options.platform ?? new FakePlatform(view({ trino: 1, minio: 0 }));
  const backend = await startTestBackend({
    features: [
      readinessPlugin,
      ...quietSources,
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => platform,
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      ...((options.features ?? []) as never[]),
    ],
  });
  const { server } = backend;
  const get = (path: string) => request(server).get(`/api/readiness${path}`);
  const post = (path: string, body: object = {}) =>
    request(server).post(`/api/readiness${path}`).send(body);
  return { backend, platform, get, post };
}

const ROUTES = [
  '/scores',
  '/history',
  '/changes',
  '/verdicts',
  '/plan?target=gold',
];

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe.each(databases.eachSupportedId())('memory over HTTP on %s', id => {
  let running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.map(backend => backend.stop()));
    running = [];
  });
  async function open(...options: Parameters<typeof start>) {
    const started = await start(...options);
    running.push(started.backend);
    return started;
  }
  const init = () => databases.init(id);

  it('says that nothing has been judged, and never with an empty answer', async () => {
    const { get, post } = await open(await init(), {
      platform: new FakePlatform(view({}), { ready: false }),
    });
    const calls = ROUTES.filter(path => path !== '/verdicts').map(get);
    for (const call of [...calls, post('/replays')]) {
      const { status, body } = await call;
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: 'pending' });
    }
  });

  it('tells scores, their history, and what changed them to the point', async () => {
    const { get, post, platform } = await open(await init());
    const { body: first } = await post('/evaluations');
    platform.change(view({ trino: 1, minio: 1, kafka: 1 }));
    const { body: second } = await post('/evaluations');

    const list = ScoreListSchema.parse((await get('/scores')).body);
    expect(list.judgedAt >= second.judgedAt).toBe(true);
    expect(list.overdue).toBe(false);
    const whole = list.scores.find(({ scope }) => scope === 'platform');
    expect(whole?.points).toEqual(second.points);

    const history = ScoreHistorySchema.parse((await get('/history')).body);
    expect(history.points.map(({ points }) => points)).toEqual([
      first.points,
      second.points,
    ]);
    expect(history.gaps).toEqual([]);
    const ofService = ScoreHistorySchema.parse(
      (await get('/history?scope=service&id=minio&category=availability')).body,
    );
    expect(ofService.points).toHaveLength(2);

    const changes = ScoreChangeSchema.parse(
      (await get(`/changes?from=${first.judgedAt}`)).body,
    );
    const { parts, before, after, shareOf } = changes;
    expect([before, after]).toEqual([first.points, second.points]);
    expect(sum(parts.map(({ dLow }) => dLow))).toBe(after.low - before.low);
    expect(sum(parts.map(({ dHigh }) => dHigh))).toBe(after.high - before.high);
    expect(sum(parts.map(({ dOf }) => dOf))).toBe(after.of - before.of);
    expect(shareOf).toBe(before.of * after.of);
    expect(sum(parts.map(({ share }) => share))).toBe(
      after.low * before.of - before.low * after.of,
    );
    expect(parts).toContainEqual(
      expect.objectContaining({
        kind: 'verdict',
        serviceId: 'minio',
        ruleId: 'workload-available',
        ruleTitle: expect.any(String),
        before: 'fail',
        after: 'pass',
      }),
    );
    expect(parts).toContainEqual(
      expect.objectContaining({ kind: 'service-added', serviceId: 'kafka' }),
    );
    const one = ScoreChangeSchema.parse(
      (await get('/changes?scope=service&id=minio')).body,
    );
    expect(one.parts.every(({ serviceId }) => serviceId === 'minio')).toBe(
      true,
    );
  });

  it('shows verdicts as they were judged, with their facts', async () => {
    const { get, post, platform } = await open(await init());
    await post('/evaluations');
    platform.change(view({ trino: 1, minio: 1 }));
    await post('/evaluations');
    const { body } = await get(
      '/verdicts?service=minio&rule=workload-available',
    );
    const [now, then] = body.verdicts.map((item: unknown) =>
      StoredVerdictSchema.parse(item),
    );
    expect([now.verdict.outcome, then.verdict.outcome]).toEqual([
      'pass',
      'fail',
    ]);
    expect(then.inForce[0].until).toBe(now.inForce[0].since);
    expect(now.facts[0]).toMatchObject({ name: 'workloads', ok: true });
  });

  it('lists verdicts page by page, and refuses a cursor of nobody', async () => {
    const { get, post } = await open(await init());
    await post('/evaluations');
    const ids: string[] = [];
    let next = '';
    do {
      const { status, body } = await get(`/verdicts?limit=40${next}`);
      expect(status).toBe(200);
      expect(body.verdicts.length).toBeLessThanOrEqual(40);
      for (const verdict of body.verdicts) ids.push(verdict.id);
      next = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (next);
    expect(ids.length).toBeGreaterThan(150);
    expect(new Set(ids).size).toBe(ids.length);
    for (const wrong of ['cursor=x', 'cursor=WzFd', 'limit=0', 'limit=101'])
      expect((await get(`/verdicts?${wrong}`)).status).toBe(400);
  });

  it('replays remembered facts by other settings, and leaves everything as it is', async () => {
    const { get, post } = await open(await init());
    const { body: judged } = await post('/evaluations');
    const same = ReadinessReplaySchema.parse((await post('/replays')).body);
    expect(same.replayed).toEqual(judged.points);
    expect(same.verdicts).toEqual([]);
    const other = ReadinessReplaySchema.parse(
      (
        await post('/replays', {
          weights: { 'workload-available': 50 },
          disabledRules: ['image-pinned'],
          caps: [],
        })
      ).body,
    );
    expect(other.present).toEqual(judged.points);
    expect(other.replayed.of).toBeGreaterThan(judged.points.of);
    expect(other.verdicts).toContainEqual(
      expect.objectContaining({ ruleId: 'image-pinned', present: 'fail' }),
    );
    const { status, body } = await post('/replays', {
      weights: { 'image-pined': 3 },
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('There is no rule "image-pined"');
    const { scores } = (await get('/scores')).body;
    expect(
      scores.find(({ scope }: { scope: string }) => scope === 'platform')
        .points,
    ).toEqual(judged.points);
  });

  it('plans the way to a target', async () => {
    const { get, post } = await open(await init());
    await post('/evaluations');
    const plan = ReadinessPlanSchema.parse(
      (await get('/plan?target=100')).body,
    );
    expect(plan.reached).toBe(true);
    expect(plan.to.low).toBe(plan.to.of);
    const bronze = ReadinessPlanSchema.parse(
      (await get('/plan?target=bronze&scope=service&id=minio')).body,
    );
    expect(bronze.steps.map(({ ruleId }) => ruleId)).toContain(
      'workload-available',
    );
    expect((await get('/plan?target=best')).status).toBe(400);
  });

  it('answers 404 and 400 with a sentence for what there is not', async () => {
    const { get, post } = await open(await init());
    await post('/evaluations');
    for (const question of ['/history?', '/changes?', '/plan?target=50&']) {
      const { status, body } = await get(`${question}scope=service&id=nope`);
      expect(status).toBe(404);
      expect(body.error.message).toContain('There is no service "nope"');
    }
    const early = await get('/changes?to=2020-01-01T00:00:00Z');
    expect(early.status).toBe(400);
    expect(early.body.error.message).toContain('Nothing is remembered');
  });

  it('asks who is there (401) and whether they may (403)', async () => {
    const { get, post } = await open(await init());
    const none = mockCredentials.none.header();
    for (const call of [...ROUTES.map(get), post('/replays')])
      expect((await call.set('Authorization', none)).status).toBe(401);
    const denied = await open(await init(), {
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const call of [...ROUTES.map(denied.get), denied.post('/replays')]) {
      const { status, body } = await call;
      expect(status).toBe(403);
      expect(body.error.message).toContain('readiness.report.read');
    }
  });

  it('knows after a restart what it knew before, without judging again', async () => {
    const knex = await init();
    const first = await start(knex);
    await first.post('/evaluations');
    first.platform.change(view({ trino: 1, minio: 1 }));
    await first.post('/evaluations');
    const { body: before } = await first.get('/report');
    const { body: scores } = await first.get('/scores');
    await first.backend.stop();

    // The database outlives the process that is asked now.
    const second = await open(knex, {
      platform: new FakePlatform(view({}), { ready: false }),
    });
    const { body: after } = await second.get('/report');
    // A judgement in the last moment changes nothing but its time.
    const { judgedAt, trend, ...rest } = ReadinessOverviewSchema.parse(after);
    expect(before).toMatchObject(rest);
    expect(judgedAt >= before.judgedAt).toBe(true);
    expect(trend.slice(0, 2)).toEqual(before.trend.slice(0, 2));
    expect((await second.get('/scores')).body.scores).toEqual(scores.scores);
    expect((await second.get('/history')).body.points).toHaveLength(2);
  });

  it('judges everything anew, and what people decided with it, in few statements', async () => {
    const knex = await init();
    const fleet = (size: number, ready: number) =>
      view(
        Object.fromEntries(
          Array.from({ length: size }, (_, i) => [`s-${i}`, ready]),
        ),
      );
    const { post, platform } = await open(knex, {
      platform: new FakePlatform(fleet(40, 1)),
    });
    await post('/evaluations');
    const said: string[] = [];
    // The lease shows that it lives, owners hear of levels, and KPIs are measured beside it, in their own time.
    const beside = /set .beat. =|from .readiness_writer|held_levels|kpi_points/;
    knex.on('query', ({ sql }: { sql: string }) => {
      if (!beside.test(sql)) said.push(sql);
    });
    platform.change(fleet(40, 0));
    const { body } = await post('/evaluations');
    expect(body.state).toBe('judged');
    // What people decided is read, then what changed is written in one transaction.
    const ends = said.findIndex(sql => sql.startsWith('COMMIT'));
    const upToEnd = said.slice(0, ends + 1);
    const begins = upToEnd.findLastIndex(sql =>
      sql.includes('readiness_exemptions'),
    );
    const counted = upToEnd.slice(begins);
    expect(counted.filter(sql => sql.includes('timeline'))).toHaveLength(2);
    expect(counted.length).toBeLessThanOrEqual(10);
  });

  it('has a new score within a second of a change, and one for a storm of changes', async () => {
    const { get, post, platform } = await open(await init());
    await post('/evaluations');
    const low = async () =>
      (await get('/scores')).body.scores.find(
        ({ scope }: { scope: string }) => scope === 'platform',
      ).points.low;
    const before = await low();
    const began = performance.now();
    for (let i = 0; i < 200; i += 1)
      platform.change(view({ trino: 1, minio: i % 2 }));
    while ((await low()) === before);
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await get('/history')).body.points).toHaveLength(2);
  });
});

import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ALL_RULES,
  ReadinessOverviewSchema,
  ReadinessPendingSchema,
  RuleReportSchema,
  ServiceReadinessSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { platformServicesServiceRef } from '@254carbon/backstage-plugin-platform-node';
import request from 'supertest';
import readinessPlugin from '.';
import { quietSources } from './__testUtils__/quietSources';
import { deadCluster, FakePlatform, view } from './testing/fixtures';

async function start(
  options: {
    platform?: FakePlatform;
    readiness?: object;
    features?: object[];
  } = {},
) {
  const { readiness, features = [] } = options;
  const platform =
    options.platform ?? new FakePlatform(view({ trino: 1, minio: 0 }));
  const { server } = await startTestBackend({
    features: [
      readinessPlugin,
      ...quietSources,
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => platform,
      }),
      mockServices.rootConfig.factory({
        data: readiness ? { readiness } : {},
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      ...(features as never[]),
    ],
  });
  const get = (path: string) => request(server).get(`/api/readiness${path}`);
  const evaluate = () => request(server).post('/api/readiness/evaluations');
  return { server, platform, get, evaluate };
}

describe('readiness over HTTP', () => {
  it('says that nothing has been judged, instead of an empty report', async () => {
    const { get } = await start({
      platform: new FakePlatform(view({}), { ready: false }),
    });
    for (const path of ['/report', '/rules', '/services/trino', '/rules/x']) {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        state: 'pending',
        reason: expect.stringContaining('first look at the platform'),
      });
    }
  });

  it('judges nothing of a new installation before all was asked once, and says how far it is', async () => {
    const platform = new FakePlatform(view({ trino: 0 }));
    platform.asked = false;
    const { get, evaluate } = await start({ platform });
    expect((await evaluate()).body).toMatchObject({ state: 'pending' });
    for (const path of ['/report', '/scores', '/services/trino']) {
      const { body } = await get(path);
      const { firstLook } = ReadinessPendingSchema.parse(body);
      expect(Date.parse(firstLook!.until)).toBe(
        Date.parse(firstLook!.since) + 120_000,
      );
      expect(firstLook!.parts).toContainEqual({
        what: 'the clusters',
        done: true,
      });
      expect(firstLook!.parts).toContainEqual({
        what: 'the services themselves',
        done: false,
      });
    }
    platform.change(view({ trino: 1 }));
    platform.asked = true;
    expect((await evaluate()).body).toMatchObject({ state: 'judged' });
    const { body } = await get('/report');
    // It may have been judged on its own meanwhile; never by what was known before.
    for (const { points } of body.trend) expect(points).toEqual(body.points);
    expect(body.changes).toEqual([]);
    expect(body.caveats).toEqual([]);
  });

  it('judges and reports: platform, service, rules', async () => {
    const { get, evaluate } = await start();
    const judged = await evaluate();
    expect(judged.status).toBe(200);
    expect(judged.body).toMatchObject({ state: 'judged' });

    const overview = ReadinessOverviewSchema.parse((await get('/report')).body);
    expect(overview.points).toEqual(judged.body.points);
    expect(overview.overdue).toBe(false);
    expect(overview.services.map(({ serviceId }) => serviceId)).toEqual([
      'minio',
      'trino',
    ]);
    expect(overview.nextActions[0]).toMatchObject({
      ruleId: 'workload-available',
      serviceId: 'minio',
      gain: 10,
    });
    expect(overview.trend[0].points).toEqual(overview.points);

    const service = ServiceReadinessSchema.parse(
      (await get('/services/minio')).body,
    );
    expect(service.report.verdicts).toHaveLength(ALL_RULES.length);
    expect(
      service.report.verdicts.find(
        ({ ruleId }) => ruleId === 'workload-available',
      ),
    ).toMatchObject({
      ruleId: 'workload-available',
      outcome: 'fail',
      evidence: [{ observed: '0 of 1 ready', expected: '1 of 1 ready' }],
    });

    const rules = await get('/rules');
    expect(rules.body.rules).toContainEqual({
      rule: expect.objectContaining({ id: 'workload-available', weight: 10 }),
      counts: expect.objectContaining({ pass: 1, fail: 1 }),
      failing: [
        expect.objectContaining({ serviceId: 'minio', title: 'minio' }),
      ],
    });

    const rule = RuleReportSchema.parse(
      (await get('/rules/image-pinned')).body,
    );
    expect(rule.verdicts.map(({ verdict }) => verdict.outcome)).toEqual([
      'fail',
      'fail',
    ]);
  });

  it('tells what changed since the report before', async () => {
    const { get, evaluate, platform } = await start();
    await evaluate();
    platform.change(view({ trino: 1, minio: 1 }));
    await evaluate();
    const { body } = await get('/report');
    expect(body.changes).toMatchObject([
      { serviceId: 'minio', from: 'fail', to: 'pass', delta: 10 },
    ]);
  });

  it('keeps the last report and says why there is no newer one', async () => {
    const { get, evaluate, platform } = await start();
    await evaluate();
    platform.change(view({}, deadCluster));
    expect((await evaluate()).body).toMatchObject({ state: 'pending' });
    const { body } = await get('/report');
    expect(body.services).toHaveLength(2);
    expect(body.caveats[0]).toContain('cannot be read');
  });

  it('answers 404 with a sentence for what there is not', async () => {
    const { get, evaluate } = await start();
    await evaluate();
    for (const path of ['/services/nope', '/rules/nope']) {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body.error.message).toContain('"nope"');
    }
    expect((await get('/services/Not..Valid')).status).toBe(400);
  });

  it('asks who is there (401)', async () => {
    const { get, evaluate } = await start();
    const none = mockCredentials.none.header();
    for (const call of [get('/report'), get('/rules'), evaluate()]) {
      expect((await call.set('Authorization', none)).status).toBe(401);
    }
  });

  it('asks whether they may (403)', async () => {
    const { get, evaluate } = await start({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    const paths = ['/report', '/rules', '/services/trino', '/rules/x'];
    for (const call of [...paths.map(get), evaluate()]) {
      const { status, body } = await call;
      expect(status).toBe(403);
      expect(body.error.message).toContain('readiness.report.');
    }
  });

  it('does not start with a weight for a rule that does not exist', async () => {
    await expect(
      start({ readiness: { weights: { 'image-pined': 3 } } }),
    ).rejects.toThrow('There is no rule "image-pined"');
  });
});

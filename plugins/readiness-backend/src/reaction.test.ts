/**
 * From an event of the cluster to the score, through a whole backend: in which order what follows from it becomes true. How long it takes
 * is measured by the benchmark, on a machine that does nothing else; here it is asserted that nothing waits for the schedule.
 */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  ReadinessOverviewSchema,
  ScoreHistorySchema,
  ServiceReadinessSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import request from 'supertest';
import readinessPlugin from '.';

jest.setTimeout(120_000);

const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const LAKEFS = { namespace: 'data-platform', name: 'lakefs' };
const TOPIC = 'readiness.report.changed';

interface Change {
  serviceId: string;
  ruleId: string;
  to?: string;
}

function configOf({ kubernetes }: RunningPlatform) {
  const { url, caData, tokens } = kubernetes;
  const cluster = {
    name: 'demo',
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: tokens.portal,
    caData,
  };
  return {
    kubernetes: {
      clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
    },
    platform: { routes: [{ cluster: 'demo', type: 'none' }] },
    // The schedule would be an hour late.
    readiness: { schedule: { frequency: { hours: 1 } } },
  };
}

describe('a change of the platform', () => {
  let platform: RunningPlatform;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  const events = mockServices.events();
  /** Changes that were told since they were last listened to, and who waits for more. */
  const heard: Change[] = [];
  const tell: ((value: unknown) => void)[] = [];

  const get = async (path: string) =>
    (await request(backend.server).get(`/api/readiness${path}`)).body;
  const lakefs = async () =>
    ServiceReadinessSchema.parse(await get('/services/lakefs')).report;

  /** Waits until somebody is told of the verdict. */
  async function hear(ruleId: string, to: string): Promise<void> {
    const isIt = (one: Change) =>
      one.serviceId === 'lakefs' && one.ruleId === ruleId && one.to === to;
    while (!heard.some(isIt)) await new Promise(resolve => tell.push(resolve));
    heard.length = 0;
  }

  function edit(image: string) {
    const object = platform.store.get(DEPLOYMENTS, LAKEFS);
    if (!object) throw new Error('The simulated platform has no lakefs.');
    const text = JSON.stringify(object).replace(
      /treeverse\/lakefs:[^"]*/g,
      `treeverse/lakefs:${image}`,
    );
    platform.store.update(DEPLOYMENTS, JSON.parse(text));
  }

  beforeAll(async () => {
    platform = await startPlatform();
    await events.subscribe({
      id: 'test',
      topics: [TOPIC],
      async onEvent({ eventPayload }) {
        heard.push(...(eventPayload as { changes: Change[] }).changes);
        for (const done of tell.splice(0)) done(undefined);
      },
    });
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        // The test backend gives each plugin a bus of its own.
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        mockServices.rootConfig.factory({ data: configOf(platform) }),
      ],
    });
    let body = await get('/report');
    while (body.state !== 'judged') body = await get('/report');
  });
  afterAll(async () => {
    await backend.stop();
    await platform.close();
  });

  it('is judged, stored, told and served in this order, without the schedule', async () => {
    const before = await lakefs();
    heard.length = 0;
    const beganAt = new Date().toISOString();
    edit('1.48.0');
    await hear('image-pinned', 'pass');

    // Whoever is told can read it at once: the verdict, the score that follows from it, the report, and the history that was stored.
    const after = await lakefs();
    const verdict = after.verdicts.find(one => one.ruleId === 'image-pinned');
    expect(verdict).toMatchObject({ outcome: 'pass', stale: false });
    expect(after.points.low).toBeGreaterThan(before.points.low);
    const overview = ReadinessOverviewSchema.parse(await get('/report'));
    const listed = overview.services.find(one => one.serviceId === 'lakefs');
    expect(listed?.points.low).toBeGreaterThan(before.points.low);
    expect(overview.judgedAt >= beganAt).toBe(true);
    const history = ScoreHistorySchema.parse(
      await get('/history?scope=service&id=lakefs'),
    );
    expect(history.points.map(({ points }) => points)).toContainEqual(
      after.points,
    );
    const { verdicts } = await get(
      '/verdicts?service=lakefs&rule=image-pinned',
    );
    expect(verdicts).toMatchObject([
      { verdict: { outcome: 'pass' } },
      { verdict: { outcome: 'fail' } },
    ]);
    expect(verdicts[0].recordedAt >= beganAt).toBe(true);
    expect(verdicts[1].inForce.at(-1).until).toBe(verdicts[0].recordedAt);
  });

  it('is not lost when another one follows while it is judged', async () => {
    edit('1.49.0');
    edit('latest');
    await hear('image-pinned', 'fail');
    const { verdicts } = await lakefs();
    expect(verdicts.find(one => one.ruleId === 'image-pinned')?.outcome).toBe(
      'fail',
    );
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { ALL_RULES } from '@254carbon/backstage-plugin-platform-common';
import { Evaluator, PlatformView, whyNotJudge } from './Evaluator';
import { MemoryReadinessStore } from './store/MemoryReadinessStore';
import { deadCluster, NOW, report, view } from './testing/fixtures';

function setUp(first: PlatformView) {
  const state = { view: first, now: NOW, ready: true };
  const store = new MemoryReadinessStore();
  const events = mockServices.events.mock();
  const evaluator = new Evaluator({
    view: () => state.view,
    knowledgeOf: async () => ({}),
    isReady: () => state.ready,
    rules: ALL_RULES,
    store,
    events,
    logger: mockServices.logger.mock(),
    trendIntervalMs: 1000,
    retentionMs: 60_000,
    now: () => state.now,
  });
  return { state, store, events, evaluator };
}

describe('Evaluator', () => {
  it('judges, remembers and tells what changed', async () => {
    const { state, store, events, evaluator } = setUp(view({ trino: 1 }));
    expect((await evaluator.runOnce()).state).toBe('judged');
    expect(events.publish).toHaveBeenCalledTimes(1);
    state.now += 5000;
    await evaluator.runOnce();
    expect(events.publish).toHaveBeenCalledTimes(1);
    state.now += 5000;
    state.view = view({ trino: 0 });
    await evaluator.runOnce();
    expect(events.publish).toHaveBeenLastCalledWith({
      topic: 'readiness.report.changed',
      eventPayload: expect.objectContaining({
        changes: [
          expect.objectContaining({ ruleId: 'workload-available', delta: -10 }),
        ],
      }),
    });
    expect(await store.changes(10)).toHaveLength(1);
    expect(await store.trend('')).toHaveLength(3);
  });
  it('does not take what has not been read yet for nothing', async () => {
    const { state, store, evaluator } = setUp(view({}));
    state.ready = false;
    expect((await evaluator.runOnce()).state).toBe('refused');
    expect(await store.latest()).toBeUndefined();
  });
  it('joins an evaluation that runs', async () => {
    const { store, evaluator } = setUp(view({ trino: 1 }));
    const save = jest.spyOn(store, 'save');
    await Promise.all([evaluator.runOnce(), evaluator.runOnce()]);
    expect(save).toHaveBeenCalledTimes(1);
  });
  it('keeps the report when the cluster goes and its services with it', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    await evaluator.runOnce();
    state.view = view({}, deadCluster);
    state.now += 5000;
    const evaluation = await evaluator.runOnce();
    expect(evaluation).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('cluster demo cannot be read'),
    });
    expect(evaluator.refusal).toBeDefined();
    expect((await store.latest())?.services).toHaveLength(1);
    state.view = view({ trino: 1 });
    await evaluator.runOnce();
    expect(evaluator.refusal).toBeUndefined();
  });
  it('fails when what it judged cannot be kept, and can be run again', async () => {
    const { store, evaluator } = setUp(view({ trino: 1 }));
    jest.spyOn(store, 'save').mockRejectedValueOnce(new Error('disk full'));
    await expect(evaluator.runOnce()).rejects.toThrow('disk full');
    expect((await evaluator.runOnce()).state).toBe('judged');
  });
  it('does not fail because nobody hears', async () => {
    const { events, evaluator } = setUp(view({ trino: 1 }));
    events.publish.mockRejectedValueOnce(new Error('no bus'));
    expect((await evaluator.runOnce()).state).toBe('judged');
  });
});

/** A cluster of which one kind was refused from the start. */
function partlyRead(resource: string) {
  return {
    name: 'demo',
    phase: 'partly-failing' as const,
    kinds: [{ resource, ok: false, count: 0, reason: 'Forbidden.' }],
  };
}

describe('whyNotJudge', () => {
  it.each([
    ['judges a platform that can be read, empty or not', view({}), undefined],
    [
      'judges fewer services when all can be read',
      view({ trino: 1 }),
      report({ trino: 1, minio: 1 }),
    ],
    [
      'judges fewer services when a kind that runs nothing has never been readable',
      view({ trino: 1 }, partlyRead('configuration.konghq.com/v1/kongplugins')),
      report({ trino: 1, minio: 1 }),
    ],
    [
      'judges stale services of a dead cluster',
      view({ trino: 1 }, deadCluster),
      report(),
    ],
  ])('%s', (_, platform, previous) => {
    expect(whyNotJudge(platform, previous)).toBeUndefined();
  });
  it('refuses nothing at all from a cluster that cannot be read', () => {
    expect(whyNotJudge(view({}, deadCluster), undefined)).toContain(
      'no service is known',
    );
  });
  it.each(['apps/v1/deployments', 'v1/pods', 'discovery'])(
    'refuses fewer services than before when %s has never been read',
    resource => {
      const before = report({ trino: 1, minio: 1 });
      const platform = view({ trino: 1 }, partlyRead(resource));
      expect(whyNotJudge(platform, before)).toContain('cluster demo');
    },
  );
  it('refuses a platform that is suddenly empty, however well it can be read', () => {
    expect(whyNotJudge(view({}), report({ trino: 1 }))).toContain(
      'no service is known',
    );
  });
  it('refuses fewer services than before', () => {
    const before = report({ trino: 1, minio: 1 });
    expect(whyNotJudge(view({ trino: 1 }, deadCluster), before)).toContain(
      '1 services that were judged before',
    );
  });
});

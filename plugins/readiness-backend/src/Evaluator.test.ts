import { mockServices } from '@backstage/backend-test-utils';
import {
  ALL_RULES,
  Governance,
  Judge,
  Knowledge,
  Rule,
} from '@254carbon/backstage-plugin-platform-common';
import { LeaseLost } from '@254carbon/backstage-plugin-platform-node';
import { Evaluator, PlatformView } from './Evaluator';
import { FIRST_LOOK, NOT_WHOLE } from './judge/whyNotJudge';
import { MemoryReadinessStore } from './store/MemoryReadinessStore';
import { deadCluster, freeLease, NOW, view } from './testing/fixtures';

function setUp(
  first: PlatformView,
  rules: readonly Rule[] = ALL_RULES,
  store = new MemoryReadinessStore(),
) {
  const state = {
    view: first,
    now: NOW,
    ready: true,
    whole: true,
    unasked: [] as string[],
    knowing: async (): Promise<Knowledge> => ({}),
    governance: { exemptions: [], evidence: [] } as Governance,
  };
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const lease = freeLease();
  const onJudged = jest.fn();
  const evaluator = new Evaluator({
    view: () => state.view,
    knowledgeOf: () => state.knowing(),
    patienceMs: 20,
    governanceOf: async () => state.governance,
    isReady: () => state.ready,
    firstLook: {
      isWhole: () => state.whole,
      caveats: () => state.unasked,
    },
    rules,
    judge: new Judge({ rules }),
    store,
    lease,
    events,
    onJudged,
    logger,
    silenceMs: 60_000,
    retentionMs: 60_000,
    now: () => state.now,
  });
  return { state, store, events, evaluator, lease, logger, onJudged };
}

describe('Evaluator', () => {
  it('judges, remembers and tells what changed, and which level was lost', async () => {
    const only = ALL_RULES.filter(({ id }) => id === 'workload-available');
    const { state, store, events, evaluator, onJudged } = setUp(
      view({ trino: 1 }),
      only,
    );
    expect(await evaluator.runOnce()).toMatchObject({
      state: 'judged',
      kept: true,
    });
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
        levels: [
          expect.objectContaining({
            serviceId: 'trino',
            owner: 'group:default/data-engineering',
            from: 'gold',
            to: 'none',
            lost: true,
          }),
        ],
      }),
    });
    expect(await store.changes(10)).toHaveLength(1);
    expect(onJudged).toHaveBeenCalledTimes(3);
  });

  it('does not take what has not been read yet for nothing', async () => {
    const { state, store, evaluator } = setUp(view({}));
    state.ready = false;
    expect((await evaluator.runOnce()).state).toBe('refused');
    expect(await store.latest()).toBeUndefined();
  });

  it('keeps the report from before a start until what it rested on was asked again', async () => {
    const first = setUp(view({ trino: 1 }));
    const { store } = first;
    expect((await first.evaluator.runOnce()).state).toBe('judged');
    const before = await store.latest();
    const { state, evaluator, events } = setUp(
      view({ trino: 0 }),
      ALL_RULES,
      store,
    );
    state.whole = false;
    state.now += 5000;
    expect(await evaluator.runOnce()).toEqual({
      state: 'refused',
      reason: NOT_WHOLE,
    });
    expect(await store.latest()).toEqual(before);
    expect(events.publish).not.toHaveBeenCalled();
    state.whole = true;
    expect((await evaluator.runOnce()).state).toBe('judged');
    expect(events.publish).toHaveBeenCalledTimes(1);
  });

  it('judges a new installation when all has been asked once, and what is known then is where its memory begins', async () => {
    const { state, store, evaluator, events, onJudged } = setUp(
      view({ trino: 0 }),
    );
    state.whole = false;
    expect(await evaluator.runOnce()).toEqual({
      state: 'refused',
      reason: FIRST_LOOK,
    });
    expect(await store.reach()).toBeUndefined();
    expect(events.publish).not.toHaveBeenCalled();
    expect(onJudged).not.toHaveBeenCalled();
    state.view = view({ trino: 1 });
    state.whole = true;
    state.now += 5000;
    expect((await evaluator.runOnce()).state).toBe('judged');
    const history = await store.history({
      scope: 'service',
      id: 'trino',
      since: new Date(NOW - 1000).toISOString(),
    });
    expect(history).toHaveLength(1);
    expect(await store.changes(10)).toEqual([]);
  });

  it('judges what is known when the look took too long, and says what is missing', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    state.unasked = ['The services themselves have not answered.'];
    expect((await evaluator.runOnce()).state).toBe('judged');
    expect((await store.latest())?.caveats).toEqual(state.unasked);
    state.unasked = [];
    state.now += 5000;
    await evaluator.runOnce();
    expect((await store.latest())?.caveats).toEqual([]);
  });

  it('judges once more for all who ask while an evaluation runs', async () => {
    const { store, evaluator } = setUp(view({ trino: 1 }));
    const save = jest.spyOn(store, 'save');
    await Promise.all([
      evaluator.runOnce(),
      evaluator.runOnce(),
      evaluator.runOnce(),
    ]);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('keeps the report when the cluster goes and its services with it', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    await evaluator.runOnce();
    state.view = view({}, deadCluster);
    state.now += 5000;
    expect(await evaluator.runOnce()).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('cluster demo cannot be read'),
    });
    expect(evaluator.refusal).toBeDefined();
    expect((await store.latest())?.services).toHaveLength(1);
    state.view = view({ trino: 1 });
    await evaluator.runOnce();
    expect(evaluator.refusal).toBeUndefined();
  });

  it('loses nothing and tells nothing twice when what it judged cannot be kept', async () => {
    const { state, store, evaluator, events } = setUp(view({ trino: 1 }));
    await evaluator.runOnce();
    state.view = view({ trino: 0 });
    state.now += 5000;
    jest.spyOn(store, 'save').mockRejectedValueOnce(new Error('disk full'));
    await expect(evaluator.runOnce()).rejects.toThrow('disk full');
    expect(events.publish).toHaveBeenCalledTimes(1);
    expect((await evaluator.runOnce()).state).toBe('judged');
    await evaluator.runOnce();
    expect(events.publish).toHaveBeenCalledTimes(2);
    const changes = await store.changes(10);
    expect(
      changes.filter(({ ruleId }) => ruleId === 'workload-available'),
    ).toHaveLength(1);
  });

  it('has in force what it judged, whatever came, went and changed', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    const names = ['trino', 'minio', 'kafka', 'doris', 'nessie'];
    let seed = 254;
    const draw = (sides: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % sides;
    };
    let ready: Record<string, number> = { trino: 1 };
    for (let round = 0; round < 25; round += 1) {
      const name = names[draw(names.length)];
      const { [name]: was, ...rest } = ready;
      ready =
        was === undefined || draw(3) > 0 ? { ...rest, [name]: draw(2) } : rest;
      if (Object.keys(ready).length === 0) ready = { trino: 1 };
      // Most services stay the very same objects, as they do in a portal.
      if (draw(4) > 0) state.view = view(ready);
      state.now += 1000;
      await evaluator.runOnce();
      const latest = await store.latest();
      const { judgedAt = '' } = latest ?? {};
      expect(await store.reportAt(judgedAt)).toEqual(latest);
    }
  });

  it('answers and remembers nothing on a replica that may not write', async () => {
    const { store, evaluator, lease, events } = setUp(view({ trino: 1 }));
    lease.during = async () => {
      throw new LeaseLost('readiness');
    };
    expect(await evaluator.runOnce()).toMatchObject({
      state: 'judged',
      kept: false,
    });
    Object.assign(lease, { fence: undefined });
    expect(evaluator.isWriter).toBe(false);
    expect(await evaluator.runOnce()).toMatchObject({ kept: false });
    expect(await store.latest()).toBeUndefined();
    expect(events.publish).not.toHaveBeenCalled();
  });

  it('never runs backwards in time, whatever the clock does', async () => {
    const { state, store, evaluator, logger } = setUp(view({ trino: 1 }));
    await evaluator.runOnce();
    state.now -= 3_600_000;
    state.view = view({ trino: 0 });
    await evaluator.runOnce();
    await evaluator.runOnce();
    const latest = await store.latest();
    expect(Date.parse(latest?.judgedAt ?? '')).toBe(NOW + 2);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    const platform = { scope: 'platform', id: 'platform' } as const;
    const points = await store.history({ ...platform, since: '' });
    expect(points.map(({ at }) => Date.parse(at))).toEqual([NOW, NOW + 1]);
  });

  it('leaves the verdict of a rule that throws open, and judges the rest', async () => {
    const thrower: Rule = {
      ...ALL_RULES[0],
      id: 'thrower',
      judge() {
        throw new Error('boom');
      },
    };
    const rules = [...ALL_RULES, thrower];
    const { store, evaluator } = setUp(view({ trino: 1 }), rules);
    await evaluator.runOnce();
    const verdicts = (await store.latest())?.services[0].verdicts ?? [];
    expect(verdicts).toHaveLength(rules.length);
    expect(verdicts.at(-1)).toMatchObject({
      outcome: 'unknown',
      summary: 'The rule could not be judged: boom.',
    });
  });

  it('does not wait for a source that hangs or breaks, and says so', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    state.knowing = () => new Promise(() => {});
    expect((await evaluator.runOnce()).state).toBe('judged');
    expect((await store.latest())?.caveats).toEqual([
      expect.stringContaining('has not answered within 20 ms'),
    ]);
    state.now += 1000;
    state.knowing = async () => {
      throw new Error('broken');
    };
    await evaluator.runOnce();
    expect((await store.latest())?.caveats).toEqual([
      expect.stringContaining('broken'),
    ]);
    state.now += 1000;
    state.knowing = async () => ({});
    await evaluator.runOnce();
    expect((await store.latest())?.caveats).toEqual([]);
  });

  it('counts what people decided', async () => {
    const { state, store, evaluator } = setUp(view({ trino: 1 }));
    await evaluator.runOnce();
    const before = (await store.latest())?.points.of ?? 0;
    state.now += 1000;
    state.governance = {
      evidence: [],
      exemptions: [
        {
          id: 'e',
          ruleId: 'image-pinned',
          serviceId: 'trino',
          entityRef: 'component:default/trino',
          reason: 'r',
          owner: 'group:default/data',
          compensatingControl: 'c',
          requestedBy: 'user:default/a',
          requestedAt: new Date(NOW).toISOString(),
          until: new Date(NOW + 9_000_000).toISOString(),
          state: 'approved',
          decidedBy: 'user:default/b',
          decidedAt: new Date(NOW).toISOString(),
        },
      ],
    };
    await evaluator.runOnce();
    const after = await store.latest();
    expect(after?.points.of).toBeLessThan(before);
    expect(after?.plain.of).toBe(before);
  });

  it('does not fail because nobody hears', async () => {
    const { events, evaluator } = setUp(view({ trino: 1 }));
    events.publish.mockRejectedValueOnce(new Error('no bus'));
    expect((await evaluator.runOnce()).state).toBe('judged');
  });
});

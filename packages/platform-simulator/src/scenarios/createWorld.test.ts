import type { KubernetesObject } from '../kubernetes/types';
import { isPodRunning } from '../platform/derive/read';
import { createWorld } from './createWorld';
import { SCENARIOS, findScenario } from './scenarios';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const APPLICATIONS = { group: 'argoproj.io', plural: 'applications' };
const PODS = { group: '', plural: 'pods' };

function morning() {
  return createWorld({ now: NOW, readClock: () => NOW });
}

/** The events that a watcher of everything gets while `act` runs, as `ADDED Pod ns/name`. */
function watched(world: ReturnType<typeof morning>, act: () => void): string[] {
  const seen: string[] = [];
  const end = world.store.subscribe(
    undefined,
    world.store.currentVersion,
    ({ type, object }: { type: string; object: KubernetesObject }) => {
      const { kind, metadata } = object;
      seen.push(
        `${type} ${kind} ${metadata.namespace ?? '-'}/${metadata.name}`,
      );
    },
  );
  act();
  end();
  return seen;
}

describe('createWorld', () => {
  it('begins on the morning of 24 October', () => {
    expect(morning().summary()).toMatchObject({
      scenario: 'morning-of-24-october',
      now: '2026-11-21T12:00:00Z',
      pods: { total: 138, running: 104 },
      applications: { total: 17, synced: 7 },
      nodes: { total: 2, ready: 2 },
    });
  });

  it('tells watchers only what differs on a calm day', () => {
    const world = morning();
    const untouched = world.store.list(PODS, {
      namespace: 'cert-manager',
    });
    const seen = watched(world, () => world.setScenario('calm-day'));
    const kinds = new Set(seen.map(line => line.split(' ')[0]));
    expect([...kinds].sort()).toEqual(['ADDED', 'DELETED', 'MODIFIED']);
    expect(seen).toContain('MODIFIED Application argocd/data-platform');
    expect(seen).toContain(
      'MODIFIED Certificate data-platform/spark-history-tls',
    );
    expect(seen).toContain(
      'DELETED Job data-platform/dolphinscheduler-full-schema-init',
    );
    expect(seen).toContain('ADDED Secret data-platform/spark-history-tls');
    expect(seen.filter(line => line.includes(' cert-manager/'))).toEqual([]);
    expect(world.store.list(PODS, { namespace: 'cert-manager' })).toEqual(
      untouched,
    );
    const synced = world.store
      .list(APPLICATIONS)
      .filter(
        ({ status }) =>
          (status as { sync: { status: string } }).sync.status === 'Synced',
      );
    expect(synced).toHaveLength(17);
  });

  it('tells nobody anything when the scenario stays', () => {
    const world = morning();
    expect(
      watched(world, () => world.setScenario('morning-of-24-october')),
    ).toEqual([]);
  });

  it('comes back to the same world after a reset', () => {
    const world = morning();
    const strip = ({ metadata, ...rest }: KubernetesObject) => ({
      ...rest,
      name: metadata.name,
      uid: metadata.uid,
    });
    const before = world.store.list(PODS).map(strip);
    world.setScenario('node-lost');
    world.advanceClock(60_000);
    world.reset();
    expect(world.store.list(PODS).map(strip)).toEqual(before);
    expect(world.clock.now()).toBe(NOW);
  });

  it('loses a node: not ready, its pods leaving, some replacements without room', () => {
    const world = morning();
    world.setScenario('node-lost');
    const summary = world.summary();
    expect(summary.nodes).toEqual({ total: 2, ready: 1 });
    expect(summary.pods.running).toBeLessThan(104);
    const pods = world.store.list(PODS);
    const leaving = pods.filter(({ metadata }) => metadata.deletionTimestamp);
    expect(leaving.length).toBeGreaterThan(20);
    const pending = pods.filter(
      ({ status }) => (status as { phase: string }).phase === 'Pending',
    );
    expect(pending.length).toBeGreaterThan(7);
  });

  it.each(SCENARIOS.filter(({ name }) => name.startsWith('api-')))(
    'keeps the objects under $name',
    ({ name, fault }) => {
      const world = morning();
      expect(watched(world, () => world.setScenario(name))).toEqual([]);
      expect(world.fault()).toBe(fault);
    },
  );

  it('has the failed Jobs that the runbook cleans up, by the selector it uses', () => {
    const jobs = morning().store.list(
      { group: 'batch', plural: 'jobs' },
      {
        namespace: 'data-platform',
        fieldSelector: 'status.successful==0',
      },
    );
    expect(jobs.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining([
        'datahub-init-db',
        'dolphinscheduler-full-schema-init',
        'dolphinscheduler-init-db',
      ]),
    );
    expect(
      jobs.filter(({ status }) => (status as { succeeded?: number }).succeeded),
    ).toEqual([]);
  });

  it('moves its clock on request', () => {
    const world = morning();
    world.advanceClock(90_000);
    expect(world.summary().now).toBe('2026-11-21T12:01:30Z');
  });
});

describe('a broken workload', () => {
  const names = (world: ReturnType<typeof morning>, app: string) =>
    world.store.list(PODS, { labelSelector: `app=${app}` });
  const phases = (world: ReturnType<typeof morning>, app: string) =>
    names(world, app).map(isPodRunning);

  /** Lets the controllers work for half a minute of the platform's time. */
  function pass(world: ReturnType<typeof morning>) {
    for (let second = 0; second < 30; second += 1) {
      world.advanceClock(1000);
      world.controllers.tick();
    }
  }

  it('stays as it is while nobody touches it', () => {
    const world = morning();
    const before = world.store.currentVersion;
    pass(world);
    expect(world.store.currentVersion).toBe(before);
  });

  it('is not cured by deleting its pods', () => {
    const world = morning();
    const [pod] = names(world, 'doris-fe');
    world.store.delete(PODS, pod.metadata);
    pass(world);
    expect(phases(world, 'doris-fe')).toEqual([false]);
  });

  it('is cured as its runbook says: the schema job goes, the pods come back', () => {
    const world = morning();
    world.store.delete(
      { group: 'batch', plural: 'jobs' },
      {
        namespace: 'data-platform',
        name: 'dolphinscheduler-full-schema-init',
      },
    );
    for (const pod of names(world, 'dolphinscheduler-master')) {
      world.store.delete(PODS, pod.metadata);
    }
    pass(world);
    expect(phases(world, 'dolphinscheduler-master')).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is cured by a pod template that can run', () => {
    const world = morning();
    const type = { group: 'apps', plural: 'deployments' };
    const name = { namespace: 'data-platform', name: 'portal-services' };
    const draft = structuredClone(world.store.get(type, name));
    if (!draft) throw new Error('portal-services is gone');
    const { template } = draft.spec as {
      template: { spec: Record<string, unknown> };
    };
    template.spec.nodeSelector = { 'kubernetes.io/hostname': 'cpu1' };
    world.store.update(type, draft);
    pass(world);
    expect(phases(world, 'portal-services')).toEqual([true, true]);
  });
});

describe('findScenario', () => {
  it('names the choices when there is none', () => {
    expect(() => findScenario('a-good-day')).toThrow(/calm-day, node-lost/);
  });
});

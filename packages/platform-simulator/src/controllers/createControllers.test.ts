import { ObjectStore } from '../kubernetes/ObjectStore';
import { at } from '../kubernetes/printers/read';
import { podReason } from '../kubernetes/printers/podColumns';
import type { KubernetesObject } from '../kubernetes/types';
import { types } from './context';
import { createControllers, type PodBehaviour } from './createControllers';
import { isDue } from './fireCronJobs';

const namespace = 'default';

function workload(
  kind: string,
  spec: object = {},
  image = 'web:1',
): KubernetesObject {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name: 'web', namespace },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'main', image }] },
      },
      ...spec,
    },
  };
}

function node(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name } };
}

function setUp(
  seeds: KubernetesObject[] = [],
  options: {
    behaviours?: (owner: KubernetesObject) => PodBehaviour;
    cronJobs?: boolean;
  } = {},
) {
  let now = Date.UTC(2025, 9, 24, 6);
  const clock = { now: () => now };
  const store = new ObjectStore({ clock });
  store.load([node('n1'), node('n2'), ...seeds]);
  let draws = 0;
  const random = () => {
    draws += 1;
    return (draws * 0.37) % 1;
  };
  const controllers = createControllers({ store, clock, random, ...options });
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1000;
      controllers.tick();
    }
  };
  const pods = () => store.list(types.pod);
  return { store, controllers, pass, pods };
}

function reasons(pods: KubernetesObject[]): string[] {
  return pods.map(podReason);
}

describe('a seeded platform', () => {
  const seeds: KubernetesObject[] = [
    workload('Deployment', { replicas: 2 }),
    {
      ...workload('ReplicaSet', { replicas: 2 }),
      metadata: {
        name: 'web-abc',
        namespace,
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '' },
        ],
      },
    },
    ...['web-abc-1', 'web-abc-2'].map(name => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace,
        labels: { app: 'web' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: 'web-abc',
            uid: '',
            controller: true,
          },
        ],
      },
      spec: { containers: [{ name: 'main', image: 'web:1' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    })),
  ];

  it('is left as it is', () => {
    const { store, pass } = setUp(seeds);
    const before = store.currentVersion;
    pass(60);
    expect(store.currentVersion).toBe(before);
  });

  it('makes up for a deleted pod in the ReplicaSet that it has', () => {
    const { store, pass, pods } = setUp(seeds);
    store.delete(types.pod, { namespace, name: 'web-abc-1' });
    pass(10);
    expect(pods()).toHaveLength(2);
    expect(reasons(pods())).toEqual(['Running', 'Running']);
    expect(store.list(types.replicaSet)).toHaveLength(1);
  });

  it('rolls to a new ReplicaSet when the template changes', () => {
    const { store, pass, pods } = setUp(seeds);
    const [deployment] = store.list(types.deployment);
    store.update(types.deployment, {
      ...workload('Deployment', { replicas: 2 }, 'web:2'),
      metadata: deployment.metadata,
    });
    pass(20);
    const sets = store.list(types.replicaSet);
    expect(sets.map(set => at(set, 'spec', 'replicas')).sort()).toEqual([0, 2]);
    expect(pods().map(pod => JSON.stringify(pod.spec))).toEqual([
      expect.stringContaining('web:2'),
      expect.stringContaining('web:2'),
    ]);
    expect(store.list(types.deployment)[0].status).toMatchObject({
      updatedReplicas: 2,
      readyReplicas: 2,
    });
  });

  it('is taken for intended when the world is replaced', () => {
    const { store, controllers, pass, pods } = setUp(seeds);
    store.replaceAll([...seeds.slice(0, 3), node('n1')]);
    controllers.adopt();
    pass(10);
    expect(pods()).toHaveLength(1);
  });
});

describe('workloads', () => {
  it('gives a Deployment its pods, in time', () => {
    const { store, pass, pods } = setUp();
    store.create(types.deployment, workload('Deployment'));
    pass(1);
    expect(reasons(pods())).toEqual(Array(3).fill('ContainerCreating'));
    pass(5);
    expect(reasons(pods())).toEqual(Array(3).fill('Running'));
    expect(store.list(types.deployment)[0].status).toMatchObject({
      readyReplicas: 3,
    });
  });

  it('takes surplus pods away', () => {
    const { store, pass, pods } = setUp();
    const created = store.create(types.deployment, workload('Deployment'));
    pass(6);
    const [current] = store.list(types.deployment);
    store.update(types.deployment, {
      ...workload('Deployment', { replicas: 1 }),
      metadata: { ...current.metadata, uid: created.metadata.uid },
    });
    pass(2);
    expect(pods()).toHaveLength(1);
  });

  it('keeps a bad workload bad after its pod was deleted', () => {
    const { store, pass, pods } = setUp([], { behaviours: () => 'crash' });
    store.create(types.deployment, workload('Deployment', { replicas: 1 }));
    pass(60);
    const [first] = pods();
    expect(podReason(first)).toBe('CrashLoopBackOff');
    expect(JSON.stringify(first.status)).toContain('"restartCount":2');
    store.delete(types.pod, first.metadata);
    pass(10);
    expect(reasons(pods())).toEqual(['CrashLoopBackOff']);
    expect(pods()[0].metadata.name).not.toBe(first.metadata.name);
  });

  it.each([
    ['imagePull', 'ImagePullBackOff'],
    ['pending', 'Pending'],
  ] as const)('lets pods that %s be %s', (behaviour, reason) => {
    const { store, pass, pods } = setUp([], {
      behaviours: owner => (owner.kind === 'Deployment' ? behaviour : 'run'),
    });
    store.create(types.deployment, workload('Deployment', { replicas: 1 }));
    pass(10);
    expect(reasons(pods())).toEqual([reason]);
  });

  it('does not give up serving pods for ones that never serve', () => {
    let behaviour: PodBehaviour = 'run';
    const { store, pass, pods } = setUp([], { behaviours: () => behaviour });
    store.create(types.deployment, workload('Deployment'));
    pass(6);
    behaviour = 'crash';
    const [current] = store.list(types.deployment);
    store.update(types.deployment, {
      ...workload('Deployment', {}, 'web:broken'),
      metadata: current.metadata,
    });
    pass(60);
    expect(reasons(pods()).sort()).toEqual([
      'CrashLoopBackOff',
      'Running',
      'Running',
      'Running',
    ]);
  });

  it('fills a StatefulSet in order, and rolls it from the top', () => {
    const { store, pass, pods } = setUp();
    store.create(types.statefulSet, workload('StatefulSet'));
    pass(1);
    expect(pods().map(({ metadata }) => metadata.name)).toEqual(['web-0']);
    pass(15);
    expect(reasons(pods())).toEqual(Array(3).fill('Running'));
    const [current] = store.list(types.statefulSet);
    store.update(types.statefulSet, {
      ...workload('StatefulSet', {}, 'web:2'),
      metadata: current.metadata,
    });
    const removed: string[] = [];
    store.subscribe(types.pod, store.currentVersion, event => {
      if (event.type === 'DELETED') removed.push(event.object.metadata.name);
    });
    pass(30);
    expect(removed).toEqual(['web-2', 'web-1', 'web-0']);
    expect(reasons(pods())).toEqual(Array(3).fill('Running'));
  });

  it('puts one pod of a DaemonSet on each node', () => {
    const { store, pass, pods } = setUp();
    store.create(types.daemonSet, workload('DaemonSet'));
    pass(6);
    expect(
      pods()
        .map(pod => at(pod, 'spec', 'nodeName'))
        .sort(),
    ).toEqual(['n1', 'n2']);
    expect(store.list(types.daemonSet)[0].status).toMatchObject({
      numberReady: 2,
    });
  });

  it('finishes a Job', () => {
    const { store, pass, pods } = setUp();
    store.create(types.job, workload('Job', { completions: 1 }));
    pass(20);
    expect(reasons(pods())).toEqual(['Completed']);
    expect(store.list(types.job)[0].status).toMatchObject({
      succeeded: 1,
      conditions: [{ type: 'Complete', status: 'True' }],
    });
  });

  it('gives up a Job that fails too often', () => {
    const { store, pass, pods } = setUp([], { behaviours: () => 'crash' });
    const job = workload('Job', { backoffLimit: 1 });
    (job.spec as { template: { spec: object } }).template.spec = {
      restartPolicy: 'Never',
      containers: [{ name: 'main', image: 'x' }],
    };
    store.create(types.job, job);
    pass(30);
    expect(pods()).toHaveLength(2);
    expect(store.list(types.job)[0].status).toMatchObject({
      failed: 2,
      conditions: [{ type: 'Failed', status: 'True' }],
    });
  });

  it('keeps the endpoints of a service up to date', () => {
    const { store, pass } = setUp();
    store.create(types.service, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    store.create(types.deployment, workload('Deployment', { replicas: 2 }));
    pass(6);
    const [slice] = store.list(types.endpointSlice);
    expect(slice.endpoints).toHaveLength(2);
    expect(slice.ports).toEqual([{ name: '', port: 80, protocol: 'TCP' }]);
  });

  it('forgets its events after an hour', () => {
    const { store, pass } = setUp();
    store.create(types.deployment, workload('Deployment'));
    pass(10);
    expect(store.list(types.event).length).toBeGreaterThan(5);
    pass(3700);
    expect(store.list(types.event)).toEqual([]);
  });

  it('keeps as many old ReplicaSets as the history limit says', () => {
    const { store, pass } = setUp();
    const limits = { replicas: 1, revisionHistoryLimit: 1 };
    const created = store.create(
      types.deployment,
      workload('Deployment', limits),
    );
    for (const image of ['web:2', 'web:3', 'web:4']) {
      pass(10);
      const { metadata } = store.list(types.deployment)[0];
      expect(metadata.uid).toBe(created.metadata.uid);
      store.update(types.deployment, {
        ...workload('Deployment', limits, image),
        metadata,
      });
    }
    pass(10);
    expect(store.list(types.replicaSet)).toHaveLength(2);
  });

  it('fires CronJobs on their minute, when asked to', () => {
    const { store, pass } = setUp(
      [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: 'often', namespace },
          spec: {
            schedule: '*/2 * * * *',
            jobTemplate: { spec: workload('Job').spec },
          },
        },
      ],
      { cronJobs: true },
    );
    pass(5 * 60);
    expect(store.list(types.job)).toHaveLength(2);
    pass(20 * 60);
    expect(store.list(types.job).length).toBeLessThanOrEqual(5);
  });
});

describe('schedules', () => {
  const friday = Date.UTC(2025, 9, 24, 6, 30);
  it.each([
    ['30 6 * * *', true],
    ['*/15 * * * *', true],
    ['*/20 * * * *', false],
    ['0 6 * * *', false],
    ['30 6 * * 1-5', true],
    ['30 6 * * 0,6', false],
    ['30 6 24 10 *', true],
    ['@daily', false],
    ['nonsense', false],
  ])('%p: %p', (schedule, due) => {
    expect(isDue(schedule, friday)).toBe(due);
  });
});

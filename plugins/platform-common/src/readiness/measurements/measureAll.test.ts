import { JsonObject, KubernetesObject } from '../../kubernetes';
import { ClusterState, lastKnown, observed, Service } from '../../model';
import { Knowledge } from '../../rules';
import { NOW } from '../../rules/testing/observeNow';
import { indexOf, object, service, workload } from '../../rules/testing/world';
import { TelemetryReading } from '../../telemetry';
import { findMeasurement, measureAll, MEASUREMENTS } from './measureAll';

const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

const RESOURCES = [
  'v1/pods',
  'v1/nodes',
  'v1/persistentvolumeclaims',
  'apps/v1/deployments',
  'apps/v1/statefulsets',
  'policy/v1/poddisruptionbudgets',
  'autoscaling/v2/horizontalpodautoscalers',
  'networking.k8s.io/v1/ingresses',
  'cert-manager.io/v1/certificates',
  'velero.io/v1/schedules',
  'velero.io/v1/backups',
  'velero.io/v1/restores',
  'argoproj.io/v1alpha1/applications',
  'kyverno.io/v1/clusterpolicies',
  'wgpolicyk8s.io/v1alpha2/policyreports',
];

function clusterWith(broken: readonly string[] = []): ClusterState {
  return {
    name: 'demo',
    phase: 'reading',
    kinds: RESOURCES.map(resource =>
      broken.includes(resource)
        ? { resource, ok: false, count: 0, reason: 'answers 403', since: at(0) }
        : { resource, ok: true, count: 0, observedAt: at(0) },
    ),
  };
}

function measure(
  id: string,
  options: {
    objects?: KubernetesObject[];
    services?: Service[];
    broken?: string[];
    knowledge?: Knowledge;
    clusters?: ClusterState[];
  } = {},
) {
  const { objects = [], services = [], broken, knowledge } = options;
  const observation = measureAll({
    services,
    index: indexOf(objects),
    clusters: options.clusters ?? [clusterWith(broken)],
    ...(knowledge ? { knowledge } : {}),
    now: NOW,
  }).get(id)!;
  const known = lastKnown(observation)?.value;
  return {
    value:
      known && (known.low === known.high ? known.low : [known.low, known.high]),
    detail: known?.detail,
    reason: observation.ok ? undefined : observation.reason,
  };
}

function pod(name: string, phase: string, waiting?: string): KubernetesObject {
  return object('Pod', name, {
    status: {
      phase,
      containerStatuses: [
        {
          name,
          state: waiting ? { waiting: { reason: waiting } } : { running: {} },
        },
      ],
    },
  });
}

const PODS = [
  pod('a', 'Running'),
  pod('b', 'Running'),
  pod('c', 'Running', 'CrashLoopBackOff'),
  pod('d', 'Pending', 'ImagePullBackOff'),
  pod('done', 'Succeeded'),
];

function velero(
  kind: string,
  name: string,
  parts: {
    spec?: JsonObject;
    status?: JsonObject;
    labels?: Record<string, string>;
  },
): KubernetesObject {
  const { labels, ...rest } = parts;
  return object(kind, name, {
    apiVersion: 'velero.io/v1',
    metadata: { namespace: 'velero', ...(labels ? { labels } : {}) },
    ...rest,
  });
}

const backup = (name: string, phase: string, hours: number) =>
  velero('Backup', name, {
    labels: { 'velero.io/schedule-name': 'daily' },
    status: { phase, completionTimestamp: at(hours) },
  });

const DAILY = velero('Schedule', 'daily', {
  spec: { schedule: '0 2 * * *', template: { defaultVolumesToFsBackup: true } },
});

const CLAIM = object('PersistentVolumeClaim', 'data-minio', {
  metadata: { creationTimestamp: at(-1000) },
});
const MINIO = object('StatefulSet', 'minio', {
  apiVersion: 'apps/v1',
  spec: {
    template: {
      spec: {
        containers: [],
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data-minio' } },
        ],
      },
    },
  },
});
const minio = service({
  id: 'minio',
  workloads: [workload('StatefulSet', 'minio')],
});

describe('measurements', () => {
  it('have ids of their own, and are unmeasured with a reason when nothing is known', () => {
    const ids = MEASUREMENTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z][a-z-]*$/);
      expect(findMeasurement(id)?.id).toBe(id);
      const { value, reason } = measure(id, { clusters: [] });
      expect(value).toBeUndefined();
      expect(reason).toMatch(/^.+\.$/);
    }
  });
  it('count pods as kubectl shows them', () => {
    const objects = PODS;
    expect(measure('pods-running-share', { objects }).value).toBe(50);
    expect(measure('pods-running', { objects }).value).toBe(2);
    expect(measure('pods-unhealthy', { objects }).value).toBe(2);
    expect(measure('pods-crash-looping', { objects }).value).toBe(1);
    expect(measure('pods-running-share', { objects }).detail).toBe(
      '2 of 4 pods run; completed ones are left out',
    );
  });
  it('are not zero when the pods cannot be read', () => {
    const { value, reason } = measure('pods-crash-looping', {
      objects: PODS,
      broken: ['v1/pods'],
    });
    expect(value).toBeUndefined();
    expect(reason).toContain('answers 403');
  });
  it('leave open what is not known of services', () => {
    const state = (id: string, health: Service['health']['state']) =>
      service({
        id,
        health: { state: health, stale: false, summary: '', evidence: [] },
      });
    const services = [
      state('a', 'healthy'),
      state('b', 'degraded'),
      state('c', 'down'),
      state('d', 'unknown'),
      service({ id: 'e', lifecycle: 'planned' }),
    ];
    expect(measure('services-healthy-share', { services }).value).toEqual([
      25, 50,
    ]);
    expect(measure('services-running', { services }).value).toEqual([2, 3]);
    expect(measure('services-known', { services }).value).toBe(4);
  });
  it('count objects and what their conditions say', () => {
    const ready = (status: string) => ({
      conditions: [{ type: 'Ready', status }],
    });
    const certificate = (name: string, status: string) =>
      object('Certificate', name, {
        apiVersion: 'cert-manager.io/v1',
        status: ready(status),
      });
    const objects = [
      object('PodDisruptionBudget', 'x', { apiVersion: 'policy/v1' }),
      object('Node', 'cpu1', {
        status: { ...ready('True'), allocatable: { 'nvidia.com/gpu': '4' } },
      }),
      object('Node', 'cpu2', { status: ready('False') }),
      object('Pod', 'ray', {
        spec: {
          containers: [{ resources: { limits: { 'nvidia.com/gpu': '1' } } }],
        },
        status: { phase: 'Running' },
      }),
      certificate('good', 'True'),
      certificate('pending', 'False'),
    ];
    expect(measure('disruption-budgets', { objects }).value).toBe(1);
    expect(measure('autoscalers', { objects }).value).toBe(0);
    expect(measure('nodes-ready', { objects }).value).toBe(1);
    expect(measure('certificates-ready-share', { objects }).value).toBe(50);
    expect(measure('gpus-allocated-share', { objects }).value).toBe(25);
    expect(measure('gpus-allocated-share').reason).toBe(
      'No node offers a GPU.',
    );
  });
  it('do not take a scanner that is not there for no vulnerabilities', () => {
    expect(measure('critical-vulnerabilities').value).toBeUndefined();
    const report = (count: number) =>
      object('VulnerabilityReport', `r${count}`, {
        apiVersion: 'aquasecurity.github.io/v1alpha1',
        report: { summary: { criticalCount: count } },
      });
    expect(
      measure('critical-vulnerabilities', { objects: [report(2), report(0)] })
        .value,
    ).toBe(2);
  });
});

describe('measurements of backups', () => {
  it('count backups of the last week that are complete', () => {
    const objects = [
      backup('a', 'Completed', -2),
      backup('b', 'Completed', -30),
      backup('c', 'PartiallyFailed', -50),
      backup('d', 'InProgress', 0),
      backup('old', 'Failed', -500),
    ];
    expect(measure('backup-success-share', { objects }).value).toBe(66.66);
    expect(measure('backup-success-share').reason).toBe(
      'No backup ended in the last 7 days.',
    );
  });
  it('tell what a loss would take now', () => {
    const objects = [MINIO, CLAIM, DAILY, backup('a', 'Completed', -3)];
    const services = [minio];
    expect(measure('data-loss-hours', { objects, services }).value).toBe(3);
    const never = measure('data-loss-hours', {
      objects: [MINIO, CLAIM],
      services,
    });
    expect(never.value).toBe(1000);
    expect(never.detail).toContain('never been backed up');
    expect(measure('data-loss-hours', { services: [service()] }).reason).toBe(
      'No service keeps data in a volume.',
    );
  });
  it('tell how long restores take, and how many there were', () => {
    const restore = (name: string, from: number, to: number, phase: string) =>
      velero('Restore', name, {
        status: {
          phase,
          startTimestamp: at(from),
          completionTimestamp: at(to),
        },
      });
    const objects = [
      restore('a', -26, -24, 'Completed'),
      restore('b', -1001, -1000, 'Completed'),
      restore('c', -10, -1, 'Failed'),
    ];
    expect(measure('restore-hours', { objects }).value).toBe(2);
    expect(measure('restores-a-month', { objects }).value).toBe(1);
    expect(measure('restores-a-month').value).toBe(0);
    expect(measure('restore-hours').reason).toMatch(
      /^No restore has completed/,
    );
  });
});

describe('measurements of delivery', () => {
  it('count applications in sync', () => {
    const application = (name: string, status: string) =>
      object('Application', name, {
        apiVersion: 'argoproj.io/v1alpha1',
        status: { sync: { status } },
      });
    const objects = [application('a', 'Synced'), application('b', 'OutOfSync')];
    expect(measure('argocd-applications', { objects }).value).toBe(2);
    expect(measure('argocd-synced', { objects }).value).toBe(1);
    expect(measure('argocd-synced-share', { objects }).value).toBe(50);
    expect(measure('argocd-synced').reason).toBe(
      'There is no Argo CD application.',
    );
  });
  it('tell how much is declared', () => {
    const comparison = observed({
      value: {
        objects: [],
        counts: {
          same: 6,
          different: 1,
          present: 1,
          'only-declared': 5,
          'only-observed': 1,
          unknown: 1,
        },
        leftOut: [],
        caveats: [],
      },
      now: NOW,
      source: { kind: 'manifest', name: 'platform' },
    });
    expect(
      measure('declared-share', { knowledge: { comparison } }).value,
    ).toEqual([80, 90]);
  });
  it('tell how long deployments take, of those that succeeded lately', () => {
    const application = (
      name: string,
      minutes: number,
      rest: { phase?: string; hours?: number } = {},
    ) => {
      const { phase = 'Succeeded', hours = -1 } = rest;
      return object('Application', name, {
        apiVersion: 'argoproj.io/v1alpha1',
        status: {
          operationState: {
            phase,
            startedAt: at(hours - minutes / 60),
            finishedAt: at(hours),
          },
        },
      });
    };
    const objects = [
      application('a', 3),
      application('b', 12),
      application('c', 50, { phase: 'Failed' }),
      application('d', 90, { hours: -24 * 40 }),
    ];
    expect(measure('deployment-minutes', { objects }).value).toBe(12);
    expect(
      measure('deployment-minutes', { objects: objects.slice(2) }).reason,
    ).toMatch(/^No application was synced/);
  });
  it('tell whether policies are checked without anybody doing it', () => {
    const policy = (name: string, spec: JsonObject) =>
      object('ClusterPolicy', name, {
        apiVersion: 'kyverno.io/v1',
        spec: { rules: [{ validate: {} }], ...spec },
      });
    const report = object('PolicyReport', 'r', {
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
    });
    const value = (...objects: KubernetesObject[]) =>
      measure('policies-checked', { objects }).value;
    expect(value(policy('a', {}), report)).toBe(1);
    expect(value(policy('a', {}))).toBe(0);
    expect(value(policy('a', { background: false }), report)).toBe(0);
    expect(value(report)).toBe(0);
  });
  it('tell how much of the storage is used, and leave open what nobody measures', () => {
    const claim = (name: string, storage: string) =>
      object('PersistentVolumeClaim', name, {
        spec: { resources: { requests: { storage } } },
        status: { capacity: { storage } },
      });
    const objects = [claim('a', '30Gi'), claim('b', '10Gi')];
    const volumeUsage = (claims: Record<string, number>) =>
      observed({
        value: Object.entries(claims).map(([name, used]) => ({
          cluster: 'demo',
          namespace: 'data',
          claim: name,
          used,
        })),
        now: NOW,
        source: { kind: 'api' as const, name: 'prometheus' },
      });
    const share = (claims: Record<string, number>) =>
      measure('storage-used-share', {
        objects,
        knowledge: { volumeUsage: volumeUsage(claims) },
      });
    expect(share({ a: 0.9, b: 0.5 }).value).toBe(80);
    expect(share({ a: 0.9 }).value).toEqual([67.5, 92.5]);
    expect(share({ a: 0.9 }).detail).toBe(
      '27 of 40 GiB are used; of 10 GiB nobody measures it',
    );
    expect(measure('storage-used-share', { objects }).reason).toMatch(
      /How full volumes are is not measured/,
    );
  });
  it('tell whether policies stop what breaks them, and what is reported', () => {
    const policy = (name: string, validationFailureAction: string) =>
      object('ClusterPolicy', name, {
        apiVersion: 'kyverno.io/v1',
        spec: { validationFailureAction, rules: [{ validate: {} }] },
      });
    const both = [policy('a', 'Enforce'), policy('b', 'Audit')];
    expect(measure('policies-enforced', { objects: both }).value).toBe(0);
    expect(measure('policies-enforced', { objects: [both[0]] }).value).toBe(1);
    expect(measure('policies-enforced').value).toBe(0);
    const report = object('PolicyReport', 'r', {
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
      results: [{ result: 'fail' }, { result: 'pass' }, { result: 'fail' }],
    });
    expect(measure('policy-violations', { objects: [report] }).value).toBe(2);
    expect(measure('policy-violations').value).toBeUndefined();
  });
});

describe('measurements from outside and from telemetry', () => {
  const seen = <T>(value: T) =>
    observed({ value, now: NOW, source: { kind: 'api', name: 'x' } });

  it('count external addresses that answer, a login included', () => {
    const externalAnswers = seen([
      { host: 'a.example.com', status: 302 },
      { host: 'b.example.com', status: 530 },
      { host: 'c.example.com', reason: 'timed out' },
      { host: 'd.example.com' },
    ]);
    expect(
      measure('external-access-share', { knowledge: { externalAnswers } })
        .value,
      // Whether d answers is not known; it is neither left out nor taken for one that does not.
    ).toEqual([25, 50]);
    const behind = seen([
      { host: 'a.example.com', status: 302, behind: true as const },
      { host: 'b.example.com', status: 302, behind: true as const },
      { host: 'c.example.com', reason: 'timed out' },
    ]);
    const one = measure('external-access-share', {
      knowledge: { externalAnswers: behind },
    });
    expect(one.value).toEqual([0, 66.66]);
    expect(one.detail).toBe(
      '0 of 3 external addresses answer; of 2 it is not known',
    );
    expect(measure('external-access-share').reason).toBe(
      'External addresses are not asked from outside.',
    );
  });
  it('tell how often dashboards are refreshed, when each of them is', () => {
    const board = (title: string, refreshSeconds?: number) => ({
      uid: title,
      title,
      tags: [],
      provisioned: false,
      panels: [],
      variables: [],
      ...(refreshSeconds ? { refreshSeconds } : {}),
    });
    const told = (...dashboards: ReturnType<typeof board>[]) => {
      const reading: TelemetryReading<'grafana'> = {
        kind: 'grafana',
        id: 'grafana',
        address: 'grafana.monitoring:3000',
        parts: {
          health: seen({ database: 'ok' }),
          dashboards: seen({ dashboards, unreadable: [], complete: true }),
          datasources: seen([]),
          alertRules: seen([]),
        },
      };
      return measure('dashboard-refresh', {
        knowledge: { telemetry: [reading] },
      });
    };
    expect(told(board('a', 30), board('b', 60)).value).toBe(60);
    expect(told(board('a', 30), board('Kafka')).reason).toBe(
      '1 of 2 dashboards are not refreshed until somebody does it (Kafka).',
    );
    expect(told().reason).toBe('There is no dashboard.');
  });
  it('tell how workflows do', () => {
    const run = (minutes: number, id: string) => ({
      id,
      name: id,
      workflowCode: '1',
      projectCode: '1',
      state: 'SUCCESS',
      outcome: 'succeeded' as const,
      scheduledFor: at(-5),
      startedAt: at(-5 + minutes / 60),
      dryRun: false,
    });
    const reading: TelemetryReading<'dolphinscheduler'> = {
      kind: 'dolphinscheduler',
      id: 'dolphinscheduler',
      address: 'dolphinscheduler.data:12345',
      parts: {
        projects: seen([]),
        workflows: seen([]),
        definitions: seen({ complete: true, texts: [] }),
        schedules: seen([]),
        failedTasks: seen({ complete: true, tasks: [] }),
        logs: seen({ complete: true, logs: [] }),
        runs: seen({
          complete: true,
          from: at(-24),
          to: at(0),
          runs: [run(1, 'a'), run(3, 'b')],
        }),
        statistics: seen({
          total: 12,
          byState: [
            { state: 'SUCCESS', outcome: 'succeeded', count: 9 },
            { state: 'FAILURE', outcome: 'failed', count: 1 },
            { state: 'STOP', outcome: 'stopped', count: 1 },
            { state: 'RUNNING_EXECUTION', outcome: 'running', count: 1 },
          ],
        }),
        taskStatistics: seen({
          total: 4,
          byState: [
            { state: 'SUCCESS', outcome: 'succeeded', count: 3 },
            { state: 'FAILURE', outcome: 'failed', count: 1 },
          ],
        }),
      },
    };
    const knowledge = { telemetry: [reading] };
    expect(measure('workflow-completion-share', { knowledge }).value).toBe(90);
    expect(measure('task-success-rate', { knowledge }).value).toBe(75);
    expect(measure('execution-delay', { knowledge }).value).toBe(3);
    expect(measure('workflows', { knowledge }).value).toBe(0);
    expect(measure('dashboards', { knowledge }).reason).toBe(
      'No Grafana is read.',
    );
  });
});

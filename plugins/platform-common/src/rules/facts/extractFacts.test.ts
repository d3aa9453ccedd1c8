import { lastKnown } from '../../model';
import { NOW } from '../testing/observeNow';
import { clusterState, factContext, object, workload } from '../testing/world';
import { FactContext } from './context';
import { extractFacts } from './extractFacts';
import { FactName, FactValues } from './types';

function fact<K extends FactName>(context: FactContext, name: K) {
  const known = lastKnown(extractFacts(context, [name])[name]);
  return known?.value as FactValues[K];
}

const template = {
  metadata: { labels: { app: 'minio' } },
  spec: {
    initContainers: [{ name: 'init', image: 'busybox' }],
    containers: [
      {
        name: 'minio',
        image: 'minio/minio:latest',
        ports: [{ containerPort: 9000 }],
        resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
        readinessProbe: {},
        env: [
          { name: 'MINIO_ROOT_PASSWORD', value: 'do-not-show-me' },
          { name: 'OTHER_PASSWORD', valueFrom: { secretKeyRef: {} } },
        ],
      },
    ],
    volumes: [],
  },
};
const minio = object('StatefulSet', 'minio', {
  apiVersion: 'apps/v1',
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'minio' } },
    template,
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
  },
  status: { readyReplicas: 1 },
});
const pod = object('Pod', 'minio-0', {
  metadata: {
    labels: { app: 'minio' },
    annotations: { 'backup.velero.io/backup-volumes': 'extra' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        name: 'minio',
        uid: 'StatefulSet-minio',
        controller: true,
      },
    ],
  },
  spec: {
    containers: template.spec.containers,
    volumes: [
      { name: 'extra', persistentVolumeClaim: { claimName: 'extra-data' } },
    ],
  },
  status: {
    phase: 'Running',
    startTime: '2025-10-24T10:00:00Z',
    containerStatuses: [
      {
        name: 'minio',
        restartCount: 9,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
        lastState: {
          terminated: {
            reason: 'OOMKilled',
            finishedAt: '2025-10-24T17:00:00Z',
          },
        },
      },
    ],
  },
});
const claim = (name: string, spec = {}) =>
  object('PersistentVolumeClaim', name, {
    spec: { storageClassName: 'local-path', ...spec },
  });
const minioService = object('Service', 'minio-service', {
  spec: { selector: { app: 'minio' } },
});
const objects = [
  minio,
  pod,
  minioService,
  claim('data-minio-0'),
  claim('extra-data', { storageClassName: 'ceph' }),
  claim('somebody-elses'),
];
const workloads = [workload('StatefulSet', 'minio')];

describe('facts about workloads and containers', () => {
  it('reads replicas, and the state of containers', () => {
    const context = factContext({ objects, workloads });
    expect(fact(context, 'workloads')).toEqual([
      {
        object: 'StatefulSet data/minio',
        kind: 'StatefulSet',
        namespace: 'data',
        name: 'minio',
        runs: 'long',
        desired: 2,
        ready: 1,
        pods: 1,
        evictable: true,
      },
    ]);
    expect(fact(context, 'containerStates')).toEqual([
      {
        pod: 'Pod data/minio-0',
        container: 'minio',
        restarts: 9,
        waiting: 'CrashLoopBackOff',
        message: 'back-off',
        lastEnd: 'OOMKilled',
        lastEndAt: '2025-10-24T17:00:00Z',
        podStartedAt: '2025-10-24T10:00:00Z',
      },
    ]);
  });
  it('reads what containers declare, and never the value of a credential', () => {
    const { containers, unseen } = fact(
      factContext({ objects, workloads }),
      'containers',
    );
    expect(unseen).toEqual([]);
    expect(containers).toMatchObject([
      { container: 'init', init: true, serves: false, requests: [] },
      {
        container: 'minio',
        image: 'minio/minio:latest',
        // A limit without a request is the request too.
        requests: ['cpu', 'memory'],
        limits: ['memory'],
        serves: true,
        readinessProbe: true,
        livenessProbe: false,
        literalCredentials: [{ name: 'MINIO_ROOT_PASSWORD' }],
      },
    ]);
    expect(JSON.stringify(containers)).not.toContain('do-not-show-me');
  });
  it('says of which custom resource no pod can be seen', () => {
    const kafka = workload('Kafka', 'events', {
      apiVersion: 'kafka.strimzi.io/v1beta2',
    });
    const context = factContext({ objects: [], workloads: [kafka] });
    expect(fact(context, 'containers').unseen).toEqual(['Kafka data/events']);
    expect(fact(context, 'workloads')[0].desired).toBeUndefined();
  });
});

describe('facts about the network', () => {
  it('counts addresses behind Services that select pods or bear the name', () => {
    const typo = object('Service', 'minio', {
      spec: { selector: { app: 'mino' } },
    });
    const endpoints = object('Endpoints', 'minio-service', {
      subsets: [{ addresses: [{ ip: '10.0.0.1' }], notReadyAddresses: [{}] }],
    });
    const context = factContext({
      objects: [...objects, typo, endpoints],
      workloads,
    });
    const facts = fact(context, 'networkServices');
    expect(facts).toEqual([
      {
        object: 'Service data/minio-service',
        external: false,
        readyAddresses: 1,
        notReadyAddresses: 1,
      },
      {
        object: 'Service data/minio',
        external: false,
        readyAddresses: 0,
        notReadyAddresses: 0,
      },
    ]);
  });
  it('finds Services of its name that select nothing at all', () => {
    const selector = { app: 'flower' };
    const flower = object('Service', 'trino-flower', { spec: { selector } });
    const context = factContext({ objects: [...objects, flower], workloads });
    expect(fact(context, 'networkServices')).toMatchObject([
      { object: 'Service data/trino-flower', readyAddresses: 0 },
      { object: 'Service data/minio-service' },
    ]);
  });
  it('finds the budgets that select its pods', () => {
    const budget = (name: string, app: string) =>
      object('PodDisruptionBudget', name, {
        apiVersion: 'policy/v1',
        spec: { minAvailable: '50%', selector: { matchLabels: { app } } },
      });
    const context = factContext({
      objects: [...objects, budget('mine', 'minio'), budget('not', 'trino')],
      workloads,
    });
    expect(fact(context, 'disruptionBudgets')).toEqual([
      {
        object: 'PodDisruptionBudget data/mine',
        workloads: ['StatefulSet data/minio'],
        minAvailable: '50%',
      },
    ]);
  });
  it('joins hosts of Ingresses with their certificates', () => {
    const ingress = object('Ingress', 'minio', {
      apiVersion: 'networking.k8s.io/v1',
      spec: {
        tls: [{ hosts: ['minio.254carbon.com'], secretName: 'minio-tls' }],
        rules: [
          {
            http: {
              paths: [{ backend: { service: { name: 'minio-service' } } }],
            },
          },
        ],
      },
    });
    const certificate = object('Certificate', 'minio-tls', {
      apiVersion: 'cert-manager.io/v1',
      spec: { secretName: 'minio-tls' },
      status: {
        notAfter: '2026-01-01T00:00:00Z',
        conditions: [{ type: 'Ready', status: 'False', message: 'pending' }],
      },
    });
    const all = [...objects, ingress, certificate];
    expect(fact(factContext({ objects: all, workloads }), 'tlsHosts')).toEqual([
      {
        host: 'minio.254carbon.com',
        object: 'Ingress data/minio',
        secret: 'minio-tls',
        certificate: {
          object: 'Certificate data/minio-tls',
          ready: false,
          message: 'pending',
          notAfter: '2026-01-01T00:00:00Z',
        },
      },
    ]);
  });
});

describe('facts about backups', () => {
  it('finds the claims that hold its data, and how they can be backed up', () => {
    const context = factContext({ objects, workloads });
    expect(fact(context, 'dataVolumes')).toEqual([
      {
        object: 'PersistentVolumeClaim data/data-minio-0',
        namespace: 'data',
        snapshotable: false,
        fileBackupByAnnotation: false,
        labels: {},
      },
      {
        object: 'PersistentVolumeClaim data/extra-data',
        namespace: 'data',
        snapshotable: true,
        fileBackupByAnnotation: true,
        labels: {},
      },
    ]);
  });
  it('knows when the server backs up files by itself', () => {
    const velero = (args: string[]) =>
      object('Deployment', 'velero', {
        apiVersion: 'apps/v1',
        metadata: { namespace: 'velero' },
        spec: { template: { spec: { containers: [{ args }] } } },
      });
    const schedule = object('Schedule', 'daily', {
      apiVersion: 'velero.io/v1',
      metadata: { namespace: 'velero' },
      spec: { template: {} },
    });
    const read = (args: string[]) =>
      fact(
        factContext({ objects: [velero(args), schedule], workloads }),
        'backupSchedules',
      )[0].fileBackup;
    expect(read(['server', '--default-volumes-to-fs-backup'])).toBe(true);
    expect(read(['server', '--default-volumes-to-fs-backup=false'])).toBe(
      false,
    );
  });
  it('joins schedules with their newest success and locations with where they are', () => {
    const velero = { apiVersion: 'velero.io/v1' };
    const metadata = { namespace: 'velero' };
    const backup = (name: string, phase: string, completionTimestamp: string) =>
      object('Backup', name, {
        ...velero,
        metadata: {
          ...metadata,
          labels: { 'velero.io/schedule-name': 'daily' },
        },
        status: { phase, completionTimestamp },
      });
    const context = factContext({
      workloads,
      objects: [
        ...objects,
        object('Schedule', 'daily', {
          ...velero,
          metadata,
          spec: {
            template: {
              includedNamespaces: ['*'],
              defaultVolumesToFsBackup: true,
            },
          },
        }),
        backup('a', 'Completed', '2025-10-23T02:00:00Z'),
        backup('b', 'PartiallyFailed', '2025-10-24T02:00:00Z'),
        object('BackupStorageLocation', 'default', {
          ...velero,
          metadata,
          spec: {
            default: true,
            config: { s3Url: 'http://minio-service.data.svc:9000' },
          },
          status: { phase: 'Available' },
        }),
      ],
    });
    expect(fact(context, 'backupSchedules')).toMatchObject([
      {
        object: 'Schedule velero/daily',
        includedNamespaces: [],
        takesVolumes: true,
        fileBackup: true,
        lastSuccessAt: '2025-10-23T02:00:00.000Z',
        lastPhase: 'PartiallyFailed',
      },
    ]);
    expect(fact(context, 'backupLocations')).toEqual([
      {
        name: 'default',
        object: 'BackupStorageLocation velero/default',
        isDefault: true,
        phase: 'Available',
        host: 'minio-service.data.svc',
        insideCluster: 'Service data/minio-service',
      },
    ]);
  });
});

describe('what can be read', () => {
  const read = (options: Parameters<typeof clusterState>[0]) =>
    extractFacts(
      factContext({ objects, workloads, cluster: clusterState(options) }),
      ['backupSchedules', 'containerStates'],
    );

  it('is not known when a kind never could be read', () => {
    const { containerStates } = read({ broken: ['v1/pods'] });
    expect(containerStates).toMatchObject({ ok: false });
    expect(lastKnown(containerStates)).toBeUndefined();
    expect(!containerStates.ok && containerStates.reason).toContain('403');
  });
  it('is stale when a kind cannot be read any more', () => {
    const { containerStates } = read({ stale: ['v1/pods'] });
    expect(lastKnown(containerStates)).toMatchObject({ fresh: false });
  });
  it('is known to be nothing when the cluster does not serve a custom kind', () => {
    const { backupSchedules } = read({
      absent: ['velero.io/v1/schedules', 'velero.io/v1/backups'],
    });
    expect(lastKnown(backupSchedules)).toEqual({
      value: [],
      fresh: true,
      observedAt: new Date(NOW).toISOString(),
    });
  });
  it('is not known as long as the reader connects, nor for a cluster that is not read', () => {
    const context = factContext({ objects, workloads });
    const connecting = {
      ...clusterState(),
      phase: 'connecting' as const,
      kinds: [],
    };
    for (const cluster of [connecting, undefined]) {
      const facts = extractFacts({ ...context, cluster }, ['backupSchedules']);
      expect(lastKnown(facts.backupSchedules)).toBeUndefined();
    }
  });
});

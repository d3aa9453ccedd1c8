/** Velero: it works, its schedules run, and it writes into the very store that it is meant to save. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  HOUR,
  MINUTE,
  clusterRoleBinding,
  custom,
  daemonSet,
  deployment,
  secret,
  service,
  serviceAccount,
} from './build';

const NAMESPACE = 'velero';
const IMAGE = 'velero/velero:v1.12.3';
const API = 'velero.io/v1';

/** Velero, its location, schedules and backups. No Restore exists: none was ever tried. */
export function backup(context: BuildContext): KubernetesObject[] {
  return [...server(context), location(context), ...schedules(context)];
}

function server(context: BuildContext): KubernetesObject[] {
  const credentials = {
    cloud: { secret: 'velero-minio-credentials', path: '/credentials' },
  };
  return [
    serviceAccount(context, NAMESPACE, 'velero'),
    clusterRoleBinding(context, 'velero', 'cluster-admin', {
      namespace: NAMESPACE,
      name: 'velero',
    }),
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'velero',
      selector: { deploy: 'velero' },
      labels: { component: 'velero' },
      image: IMAGE,
      args: ['server'],
      ports: { metrics: 8085 },
      serviceAccount: 'velero',
      volumes: credentials,
      size: {
        cpu: '500m',
        memory: '128Mi',
        cpuLimit: '1',
        memoryLimit: '512Mi',
      },
    }),
    ...daemonSet(context, {
      namespace: NAMESPACE,
      name: 'node-agent',
      selector: { name: 'node-agent' },
      labels: { component: 'velero' },
      image: IMAGE,
      args: ['node-agent', 'server'],
      serviceAccount: 'velero',
      volumes: {
        ...credentials,
        'host-pods': { host: '/var/lib/kubelet/pods', path: '/host_pods' },
      },
    }),
    secret(context, NAMESPACE, 'velero-minio-credentials', ['cloud']),
    service(context, {
      namespace: NAMESPACE,
      name: 'velero-metrics',
      selector: { deploy: 'velero' },
      ports: { metrics: 8085 },
    }),
  ];
}

function location(context: BuildContext): KubernetesObject {
  return custom(context, {
    apiVersion: API,
    kind: 'BackupStorageLocation',
    namespace: NAMESPACE,
    name: 'minio',
    spec: {
      provider: 'aws',
      default: true,
      objectStorage: { bucket: 'velero-backups' },
      credential: { name: 'velero-minio-credentials', key: 'cloud' },
      config: {
        region: 'minio',
        s3ForcePathStyle: 'true',
        s3Url: 'http://minio-service.data-platform:9000',
      },
    },
    status: {
      phase: 'Available',
      lastSyncedTime: context.ago(MINUTE),
      lastValidationTime: context.ago(MINUTE),
    },
  });
}

interface ScheduleSpec {
  name: string;
  cron: string;
  every: number;
  /** Milliseconds since the newest run began. */
  last: number;
  kept: number;
  template: Record<string, unknown>;
}

function schedules(context: BuildContext): KubernetesObject[] {
  const told: ScheduleSpec[] = [
    {
      name: 'daily-full',
      cron: '0 2 * * *',
      every: DAY,
      last: 15 * HOUR + 26 * MINUTE,
      kept: 5,
      template: {
        includedNamespaces: ['*'],
        excludedNamespaces: ['kube-system', 'kong', 'kafka'],
        ttl: '720h0m0s',
        snapshotVolumes: false,
        storageLocation: 'minio',
      },
    },
    {
      name: 'hourly-data-platform',
      cron: '0 * * * *',
      every: HOUR,
      last: 26 * MINUTE,
      kept: 6,
      template: {
        includedNamespaces: ['data-platform'],
        ttl: '168h0m0s',
        snapshotVolumes: false,
        storageLocation: 'minio',
      },
    },
  ];
  return told.flatMap(spec => [
    custom(context, {
      apiVersion: API,
      kind: 'Schedule',
      namespace: NAMESPACE,
      name: spec.name,
      age: 12 * DAY,
      spec: { schedule: spec.cron, template: spec.template },
      status: { phase: 'Enabled', lastBackup: context.ago(spec.last) },
    }),
    ...Array.from({ length: spec.kept }, (_, index) =>
      takenBackup(context, spec, spec.last + index * spec.every),
    ),
  ]);
}

function takenBackup(
  context: BuildContext,
  spec: ScheduleSpec,
  age: number,
): KubernetesObject {
  const index = Math.round((age - spec.last) / spec.every);
  const failed = context.condition.failedBackups.includes(
    `${spec.name}#${index}`,
  );
  const stamp = context.ago(age).replace(/[^0-9]/g, '');
  return custom(context, {
    apiVersion: API,
    kind: 'Backup',
    namespace: NAMESPACE,
    name: `${spec.name}-${stamp}`,
    labels: {
      'velero.io/schedule-name': spec.name,
      'velero.io/storage-location': 'minio',
    },
    age,
    spec: spec.template,
    status: {
      version: 1,
      formatVersion: '1.1.0',
      phase: failed ? 'PartiallyFailed' : 'Completed',
      startTimestamp: context.ago(age),
      completionTimestamp: context.ago(age - 3 * MINUTE),
      expiration: context.ago(age - (spec.every === DAY ? 30 * DAY : 7 * DAY)),
      progress: { itemsBackedUp: 1184, totalItems: failed ? 1192 : 1184 },
      ...(failed ? { errors: 8 } : {}),
    },
  });
}

/** What keeps state for others: object store, coordination, cache, versioned lake. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  HOUR,
  deployment,
  disruptionBudget,
  job,
  secret,
  service,
  statefulSet,
} from './build';

const NAMESPACE = 'data-platform';

/** MinIO, Zookeeper, the two Redis and lakeFS. */
export function store(context: BuildContext): KubernetesObject[] {
  return [
    ...minio(context),
    ...zookeeper(context),
    ...redis(context),
    ...lakefs(context),
  ];
}

function minio(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'minio',
      nodes: ['cpu1'],
      serviceName: 'minio-service',
      image: 'minio/minio:RELEASE.2024-01-16T16-07-38Z',
      args: ['server', '/data', '--console-address', ':9001'],
      ports: { api: 9000, console: 9001 },
      probe: { http: '/minio/health/live', port: 9000 },
      size: { cpu: '1', memory: '4Gi', cpuLimit: '2', memoryLimit: '4Gi' },
      claims: { data: '50Gi' },
      secretEnv: {
        MINIO_ROOT_USER: { secret: 'minio-secret', key: 'access-key' },
        MINIO_ROOT_PASSWORD: { secret: 'minio-secret', key: 'secret-key' },
      },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'minio-service',
      selector: { app: 'minio' },
      ports: { api: 9000 },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'minio-console',
      selector: { app: 'minio' },
      ports: { console: 9001 },
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'minio-pdb',
      selector: { app: 'minio' },
      minAvailable: 1,
    }),
    ...job(
      context,
      {
        namespace: 'velero',
        name: 'create-velero-bucket',
        labels: { app: 'create-velero-bucket' },
        image: 'minio/mc:RELEASE.2024-01-16T16-06-34Z',
        args: ['mb', '--ignore-existing', 'minio/velero-backups'],
      },
      {
        name: 'create-velero-bucket',
        age: 14 * HOUR,
        pods: [{ state: 'completed' }],
      },
    ),
  ];
}

function zookeeper(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'zookeeper',
      nodes: ['cpu1'],
      serviceName: 'zookeeper-service',
      image: 'zookeeper:3.8',
      ports: { client: 2181 },
      probe: { command: ['sh', '-c', 'echo ruok | nc 127.0.0.1 2181'] },
      size: {
        cpu: '500m',
        memory: '1Gi',
        cpuLimit: '500m',
        memoryLimit: '2Gi',
      },
      claims: { data: '5Gi', datalog: '2Gi' },
      env: {
        ZOO_4LW_COMMANDS_WHITELIST: 'srvr,mntr,ruok,stat',
        ZOO_ADMINSERVER_ENABLED: 'false',
      },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'zookeeper-service',
      selector: { app: 'zookeeper' },
      ports: { client: 2181 },
    }),
  ];
}

function redis(context: BuildContext): KubernetesObject[] {
  const bitnami = (role: string) => ({
    'app.kubernetes.io/name': 'redis',
    'app.kubernetes.io/instance': 'redis-bitnami',
    'app.kubernetes.io/component': role,
  });
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'redis',
      labels: { '254carbon.com/generation': 'legacy' },
      image: 'redis:7.0-alpine',
      ports: { redis: 6379 },
      probe: { tcp: 6379 },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'redis',
      ports: { redis: 6379 },
    }),
    ...['master', 'replica'].flatMap(role =>
      statefulSet(context, {
        namespace: NAMESPACE,
        name: role === 'master' ? 'redis-master' : 'redis-replicas',
        nodes: ['k8s-worker'],
        selector: bitnami(role),
        labels: { 'helm.sh/chart': 'redis-18.6.1' },
        image: 'bitnami/redis:7.2.4-debian-12-r9',
        ports: { redis: 6379 },
        probe: { tcp: 6379 },
        hardened: true,
        claims: { 'redis-data': '2Gi' },
      }),
    ),
    service(context, {
      namespace: NAMESPACE,
      name: 'redis-master',
      selector: bitnami('master'),
      ports: { redis: 6379 },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'redis-replicas',
      selector: bitnami('replica'),
      ports: { redis: 6379 },
    }),
  ];
}

function lakefs(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'lakefs',
      image: 'treeverse/lakefs:latest',
      ports: { http: 8000 },
      probe: { http: '/_health', port: 8000 },
      size: 'none',
      env: {
        LAKEFS_DATABASE_TYPE: 'postgres',
        LAKEFS_BLOCKSTORE_S3_ENDPOINT: 'http://minio-service:9000',
        LAKEFS_AUTH_ENCRYPT_SECRET_KEY: 'changeme-demo',
      },
      secretEnv: {
        LAKEFS_DATABASE_PASSWORD: {
          secret: 'postgres-workflow-secret',
          key: 'password',
        },
      },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'lakefs',
      ports: { http: 8000 },
    }),
    secret(context, NAMESPACE, 'lakefs-secret', ['encrypt-key']),
  ];
}

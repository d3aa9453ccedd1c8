/** The state that the newest platform document describes, and what such a platform hides beside it. */
import { DAY, HOUR, JobRun, PlatformCondition, PodState } from '../build';

const LOGIN_PAGE =
  'Waiting for HTTP-01 challenge propagation: did not get expected response when querying endpoint, expected "HOST" token but got: <!DOCTYPE html><html><head><title>Sign in ・ Cloudflare Access</title>... (redirected to https://254carbon.cloudflareaccess.com/cdn-cgi/access/login/HOST)';

const RUNNING: PodState = { state: 'running' };

function times(count: number, state: PodState): PodState[] {
  return Array.from({ length: count }, () => state);
}

function crash(restarts: number, exitCode: number, ...log: string[]): PodState {
  return {
    state: 'crash-loop',
    restarts,
    exitCode,
    reason: exitCode === 137 ? 'OOMKilled' : 'Error',
    log,
    age: 19 * HOUR,
  };
}

const SCHEMA_LOG = [
  'ERROR [main] o.s.b.SpringApplication: Application run failed',
  'Caused by: org.postgresql.util.PSQLException: ERROR: column "environment_code" of relation "t_ds_process_instance" does not exist',
  'schema version in t_ds_version is 3.2.0, this server is 3.1.9: the schema job was run again with a newer tool',
];

const REGISTRY_LOG = [
  'ERROR [main] o.a.d.s.m.MasterServer: Master server start failed',
  'Caused by: org.apache.dolphinscheduler.registry.api.RegistryException: zookeeper registry is not healthy after schema migration lock timeout',
];

const NO_MEMORY =
  '0/2 nodes are available: 1 Insufficient memory, 1 node(s) had volume node affinity conflict. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';

function pull(image: string, why: string): PodState {
  return {
    state: 'image-pull',
    reason: 'ImagePullBackOff',
    message: `Back-off pulling image "${image}": ErrImagePull: ${why}`,
    age: 21 * HOUR,
  };
}

function failedRun(name: string, pods: number, log: string[]): JobRun {
  return {
    name,
    age: 16 * HOUR,
    pods: times(pods, { state: 'failed', exitCode: 1, log }),
  };
}

const PODS: Record<string, PodState[]> = {
  'data-platform/dolphinscheduler-api': [
    ...times(2, { state: 'running', restarts: 14 }),
    ...times(4, crash(41, 1, ...SCHEMA_LOG)),
  ],
  'data-platform/dolphinscheduler-master': [
    { state: 'running', restarts: 22 },
    ...times(2, crash(38, 1, ...REGISTRY_LOG)),
  ],
  'data-platform/dolphinscheduler-worker': [{ state: 'running', restarts: 3 }],
  'data-platform/trino-worker': [
    crash(
      57,
      137,
      'INFO main io.trino.server.Server ======== SERVER STARTED ========',
    ),
    RUNNING,
    crash(
      49,
      137,
      'INFO main io.trino.server.Server ======== SERVER STARTED ========',
    ),
    RUNNING,
  ],
  'data-platform/spark-history-server': [
    RUNNING,
    crash(
      63,
      1,
      'Exception in thread "main" java.nio.file.AccessDeniedException: /events/.hs-lock is held by another history server',
    ),
  ],
  'data-platform/datahub-gms': [
    crash(
      112,
      255,
      'Caused by: ElasticsearchStatusException: cluster_block_exception, index [metadataindex] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark]',
    ),
  ],
  'data-platform/datahub-mce-consumer': [
    crash(
      96,
      1,
      'java.net.ConnectException: datahub-gms:8080 connection refused',
    ),
  ],
  'data-platform/datahub-mae-consumer': [
    crash(
      94,
      1,
      'java.net.ConnectException: datahub-gms:8080 connection refused',
    ),
  ],
  'data-platform/redis-master': [
    pull(
      'bitnami/redis:7.2.4-debian-12-r9',
      'rpc error: code = NotFound desc = failed to pull and unpack image "bitnami/redis:7.2.4-debian-12-r9": not found',
    ),
  ],
  'data-platform/redis-replicas': [
    pull(
      'bitnami/redis:7.2.4-debian-12-r9',
      'rpc error: code = NotFound desc = failed to pull and unpack image "bitnami/redis:7.2.4-debian-12-r9": not found',
    ),
  ],
  'data-platform/portal-services': [
    RUNNING,
    pull(
      '254carbon/portal-services:1.3.2',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ),
  ],
  'data-platform/doris-fe': [
    crash(
      208,
      1,
      'ERROR (main|1) [PaloFe.start] fe.conf: priority_networks matches no address of this host, FE disabled by operator',
    ),
  ],
  'data-platform/elasticsearch': [
    { state: 'running', restarts: 2 },
    ...times(2, { state: 'pending', message: NO_MEMORY, age: 3 * DAY }),
  ],
};

const COMPACTION_PULL =
  'Back-off pulling image "ghcr.io/254carbon/iceberg-maintenance:latest": ErrImagePull: failed to resolve reference: unexpected status from HEAD request: 503 Service Unavailable';

const RUNS: Record<string, JobRun[]> = {
  'data-platform/iceberg-compaction': [5.4 * HOUR, 11.4 * HOUR].map(age => ({
    name: 'run',
    age,
    pods: [
      {
        state: 'image-pull',
        reason: 'ImagePullBackOff',
        message: COMPACTION_PULL,
      },
    ],
  })),
  'data-platform/data-archival': [
    { name: 'run', age: 17 * DAY, pods: [{ state: 'completed' }] },
  ],
  'data-platform/datahub-postgres-ingestion': [
    { name: 'run', age: 33 * HOUR, pods: [{ state: 'held-by-sidecar' }] },
  ],
  'kyverno/kyverno-cleanup-admission-reports': [
    {
      name: 'run',
      age: 40 * HOUR,
      pods: [
        {
          state: 'failed',
          exitCode: 1,
          log: ['error: image bitnami/kubectl:1.28.5 has no kubectl on PATH'],
        },
      ],
    },
  ],
};

const UNCOMPARABLE =
  'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = DeadlineExceeded desc = context deadline exceeded';

/** 24 October 2025, 17:26 UTC: 104 of 138 pods run, 7 of 17 applications are synced. */
export const morningOf24October: PlatformCondition = {
  pods: PODS,
  replicas: { 'data-platform/spark-history-server': 2 },
  runs: RUNS,
  failedJobs: {
    'data-platform/dolphinscheduler-full-schema-init': failedRun(
      'dolphinscheduler-full-schema-init',
      3,
      ['ERROR: relation "t_ds_version" already exists'],
    ),
    'data-platform/dolphinscheduler-init-db': failedRun(
      'dolphinscheduler-init-db',
      2,
      ['ERROR: database "dolphinscheduler" already exists'],
    ),
    'data-platform/datahub-init-db': failedRun('datahub-init-db', 2, [
      'ERROR: database "datahub" already exists',
    ]),
  },
  pendingCertificates: {
    'spark-history-tls': LOGIN_PAGE,
    'graphql-gateway-tls': LOGIN_PAGE,
  },
  applications: {
    'data-platform': {
      sync: 'OutOfSync',
      health: 'Degraded',
      message:
        'Deployment dolphinscheduler-api has minimum replicas unavailable',
    },
    'api-gateway': {
      sync: 'OutOfSync',
      health: 'Healthy',
      changed: ['Deployment kong'],
    },
    'portal-services': {
      sync: 'Unknown',
      health: 'Degraded',
      message: UNCOMPARABLE,
    },
    'platform-policies': {
      sync: 'Unknown',
      health: 'Degraded',
      message: UNCOMPARABLE,
    },
    ...Object.fromEntries(
      [
        'ml-platform',
        'datahub',
        'kafka',
        'service-mesh',
        'vault',
        'harbor',
      ].map(name => [
        name,
        {
          sync: 'Unknown' as const,
          health: 'Healthy' as const,
          message: UNCOMPARABLE,
        },
      ]),
    ),
  },
  fullClaims: {
    'victoria-metrics/storage-victoria-metrics-0': 0.94,
    'data-platform/data-minio-0': 0.81,
  },
  endingCertificates: { 'harbor-tls': 6 },
  failedBackups: ['hourly-data-platform#2'],
};

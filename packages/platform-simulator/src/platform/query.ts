/** The engines and tables: Trino, the Iceberg catalog and its maintenance, Doris, Spark. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  autoscaler,
  boundClaim,
  configMap,
  cronJob,
  deployment,
  disruptionBudget,
  secret,
  service,
  statefulSet,
} from './build';
import { spark } from './spark';

const NAMESPACE = 'data-platform';

/** Everything that answers a query. */
export function query(context: BuildContext): KubernetesObject[] {
  return [
    ...trino(context),
    ...iceberg(context),
    ...maintenance(context),
    ...doris(context),
    ...spark(context),
  ];
}

function trino(context: BuildContext): KubernetesObject[] {
  const common = {
    namespace: NAMESPACE,
    image: 'trinodb/trino:436',
    ports: { http: 8080 },
    probe: { http: '/v1/info', port: 8080 },
    secretEnv: {
      MINIO_SECRET_KEY: { secret: 'minio-secret', key: 'secret-key' },
    },
    volumes: {
      catalog: { configMap: 'trino-catalog', path: '/etc/trino/catalog' },
    },
  };
  const part = {
    'app.kubernetes.io/name': 'trino',
    'app.kubernetes.io/part-of': 'trino',
  };
  return [
    ...deployment(context, {
      ...common,
      name: 'trino-coordinator',
      labels: { ...part, 'app.kubernetes.io/component': 'coordinator' },
      nodes: ['cpu1'],
      size: { cpu: '2', memory: '8Gi', cpuLimit: '4', memoryLimit: '8Gi' },
    }),
    ...deployment(context, {
      ...common,
      name: 'trino-worker',
      replicas: 4,
      labels: { ...part, 'app.kubernetes.io/component': 'worker' },
      nodes: ['k8s-worker', 'cpu1'],
      size: { cpu: '2', memory: '8Gi', cpuLimit: '4', memoryLimit: '8Gi' },
    }),
    ...trinoGuards(context),
  ];
}

function trinoGuards(context: BuildContext): KubernetesObject[] {
  return [
    service(context, {
      namespace: NAMESPACE,
      name: 'trino',
      selector: { app: 'trino-coordinator' },
      ports: { http: 8080 },
    }),
    configMap(context, NAMESPACE, 'trino-catalog', {
      'iceberg_catalog.properties':
        'connector.name=iceberg\niceberg.catalog.type=rest\niceberg.rest-catalog.uri=http://iceberg-rest-catalog:8181\n',
      'postgresql.properties':
        'connector.name=postgresql\nconnection-url=jdbc:postgresql://kong-postgres.kong:5432/datahub\n',
    }),
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'trino-hpa',
      target: 'trino-worker',
      min: 2,
      max: 5,
      cpu: 70,
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'trino-coordinator-pdb',
      selector: { app: 'trino-coordinator' },
      maxUnavailable: 1,
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'trino-worker-pdb',
      selector: { app: 'trino-worker' },
      minAvailable: 2,
    }),
  ];
}

function iceberg(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'iceberg-rest-catalog',
      image: 'tabulario/iceberg-rest:0.6.0',
      ports: { http: 8181 },
      probe: { http: '/v1/config', port: 8181 },
      env: {
        CATALOG_WAREHOUSE: 's3://iceberg-warehouse/',
        CATALOG_S3_ENDPOINT: 'http://minio-service:9000',
        CATALOG_URI: 'jdbc:postgresql://kong-postgres.kong:5432/iceberg_rest',
      },
      secretEnv: {
        AWS_SECRET_ACCESS_KEY: { secret: 'minio-secret', key: 'secret-key' },
      },
      size: { cpu: '250m', memory: '512Mi', cpuLimit: '1', memoryLimit: '1Gi' },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'iceberg-rest-catalog',
      ports: { http: 8181 },
    }),
  ];
}

function maintenance(context: BuildContext): KubernetesObject[] {
  return [
    ...cronJob(context, {
      namespace: NAMESPACE,
      name: 'iceberg-compaction',
      schedule: '0 */6 * * *',
      image: 'ghcr.io/254carbon/iceberg-maintenance:latest',
      labels: { app: 'iceberg-compaction' },
      lastSuccess: 2.2 * DAY,
      size: { cpu: '1', memory: '4Gi', cpuLimit: '2', memoryLimit: '4Gi' },
    }),
    ...cronJob(context, {
      namespace: NAMESPACE,
      name: 'data-archival',
      schedule: '30 1 * * *',
      image: 'ghcr.io/254carbon/data-archival:0.4.1',
      labels: { app: 'data-archival' },
      concurrencyPolicy: 'Replace',
      size: { cpu: '500m', memory: '1Gi', cpuLimit: '1', memoryLimit: '2Gi' },
    }),
  ];
}

function doris(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'doris-fe',
      nodes: ['k8s-worker'],
      labels: { 'app.kubernetes.io/part-of': 'doris' },
      image: 'apache/doris:2.0.3-fe',
      ports: { http: 8030, query: 9030, edit: 9010 },
      probe: { http: '/api/health', port: 8030 },
      size: { cpu: '1', memory: '4Gi', cpuLimit: '2', memoryLimit: '8Gi' },
      claims: { meta: '5Gi' },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'doris-fe',
      ports: { http: 8030, query: 9030 },
    }),
    ...statefulSet(context, {
      namespace: NAMESPACE,
      name: 'doris-be',
      nodes: ['k8s-worker'],
      labels: { 'app.kubernetes.io/part-of': 'doris' },
      image: 'apache/doris:2.0.3-be',
      ports: { http: 8040, heartbeat: 9050, be: 9060 },
      probe: { http: '/api/health', port: 8040 },
      size: { cpu: '1', memory: '4Gi' },
      claims: { storage: '20Gi' },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'doris-be',
      ports: { http: 8040, be: 9060 },
    }),
  ];
}

/** The claims that no StatefulSet makes, and the secret of the object store, used by all of this area. */
export function queryStorage(context: BuildContext): KubernetesObject[] {
  return [
    secret(context, NAMESPACE, 'minio-secret', ['access-key', 'secret-key']),
    ...boundClaim(context, {
      namespace: NAMESPACE,
      name: 'spark-history-events',
      storage: '5Gi',
      node: 'cpu1',
    }),
  ];
}

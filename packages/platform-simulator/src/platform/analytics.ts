/** What people look at: Superset, DataHub with its stores, the portal's own services and the GraphQL gateway. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  HOUR,
  autoscaler,
  configMap,
  cronJob,
  deployment,
  disruptionBudget,
  secret,
  service,
} from './build';

const NAMESPACE = 'data-platform';

/** Superset, DataHub, portal-services and graphql-gateway. */
export function analytics(context: BuildContext): KubernetesObject[] {
  return [
    ...superset(context),
    ...datahub(context),
    ...datahubIngestion(context),
    ...portal(context),
    ...graphql(context),
  ];
}

function superset(context: BuildContext): KubernetesObject[] {
  const common = {
    namespace: NAMESPACE,
    image: 'apache/superset:3.0.2',
    secretEnv: {
      SUPERSET_SECRET_KEY: { secret: 'superset-secret', key: 'secret-key' },
      DATABASE_PASSWORD: {
        secret: 'superset-secret',
        key: 'database-password',
      },
    },
    env: { REDIS_HOST: 'redis', DATABASE_HOST: 'kong-postgres.kong' },
    size: {
      cpu: '250m',
      memory: '1Gi',
      cpuLimit: '1',
      memoryLimit: '2Gi',
    },
  };
  const labels = (component: string) => ({
    'app.kubernetes.io/part-of': 'superset',
    component,
  });
  return [
    ...deployment(context, {
      ...common,
      name: 'superset-web',
      replicas: 3,
      selector: { app: 'superset', component: 'web' },
      labels: labels('web'),
      ports: { http: 8088 },
      probe: { http: '/health', port: 8088 },
      sidecar: true,
    }),
    ...deployment(context, {
      ...common,
      name: 'superset-worker',
      replicas: 2,
      selector: { app: 'superset-worker' },
      labels: labels('worker'),
      command: ['celery', '--app=superset.tasks.celery_app:app', 'worker'],
    }),
    ...deployment(context, {
      ...common,
      name: 'superset-beat',
      selector: { app: 'superset-beat' },
      labels: labels('beat'),
      command: ['celery', '--app=superset.tasks.celery_app:app', 'beat'],
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'superset',
      selector: { app: 'superset' },
      ports: { http: 8088 },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'superset-flower',
      selector: { app: 'superset', component: 'flower' },
      ports: { http: 5555 },
    }),
    secret(context, NAMESPACE, 'superset-secret', [
      'secret-key',
      'database-password',
    ]),
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'superset-hpa',
      target: 'superset-web',
      min: 2,
      max: 4,
      cpu: 75,
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'superset-pdb',
      selector: { app: 'superset' },
      minAvailable: 1,
    }),
  ];
}

function datahub(context: BuildContext): KubernetesObject[] {
  const parts: Record<
    string,
    { port: number; path: string; replicas: number }
  > = {
    gms: { port: 8080, path: '/health', replicas: 1 },
    frontend: { port: 9002, path: '/admin', replicas: 2 },
    'mce-consumer': { port: 9090, path: '/actuator/health', replicas: 1 },
    'mae-consumer': { port: 9091, path: '/actuator/health', replicas: 1 },
  };
  return [
    ...Object.entries(parts).flatMap(([part, { port, path, replicas }]) => [
      ...deployment(context, {
        namespace: NAMESPACE,
        name: `datahub-${part}`,
        replicas,
        labels: {
          'app.kubernetes.io/part-of': 'datahub',
          'app.kubernetes.io/component': part,
        },
        image: `acryldata/datahub-${
          part === 'frontend' ? 'frontend-react' : part
        }:v0.12.1`,
        ports: { http: port },
        probe: { http: path, port },
        sidecar: part === 'frontend',
        env: {
          KAFKA_BOOTSTRAP_SERVER: 'datahub-kafka-kafka-bootstrap.kafka:9092',
          ELASTICSEARCH_HOST: 'elasticsearch',
          NEO4J_URI: 'bolt://neo4j:7687',
        },
        secretEnv: {
          DATAHUB_SECRET: { secret: 'datahub-secret', key: 'secret' },
        },
        size: { cpu: '250m', memory: '1Gi', cpuLimit: '1', memoryLimit: '2Gi' },
      }),
      service(context, {
        namespace: NAMESPACE,
        name: `datahub-${part}`,
        ports: { http: port },
      }),
    ]),
    secret(context, NAMESPACE, 'datahub-secret', ['secret']),
    ...['gms', 'frontend'].map(part =>
      autoscaler(context, {
        namespace: NAMESPACE,
        name: `datahub-${part}-hpa`,
        target: `datahub-${part}`,
        min: part === 'gms' ? 1 : 2,
        max: 4,
        cpu: 75,
      }),
    ),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'datahub-pdb',
      selector: { app: 'datahub-gms' },
      minAvailable: 1,
    }),
  ];
}

function datahubIngestion(context: BuildContext): KubernetesObject[] {
  return ['kafka', 'postgres', 'trino'].flatMap((source, index) =>
    cronJob(context, {
      namespace: NAMESPACE,
      name: `datahub-${source}-ingestion`,
      schedule: `${15 * index} */4 * * *`,
      image: 'acryldata/datahub-ingestion:v0.12.1',
      labels: { app: 'datahub-ingestion', source },
      sidecar: source === 'postgres',
      lastSuccess: 3 * HOUR,
      secretEnv: {
        DATAHUB_GMS_TOKEN: { secret: 'datahub-secret', key: 'secret' },
      },
      size: { cpu: '100m', memory: '512Mi', memoryLimit: '1Gi' },
    }),
  );
}

function portal(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'portal-services',
      replicas: 2,
      nodes: ['cpu1', 'k8s-worker'],
      labels: { 'helm.sh/chart': 'portal-services-0.3.0' },
      image: '254carbon/portal-services:1.3.2',
      ports: { http: 8080 },
      probe: { http: '/healthz', port: 8080 },
      hardened: true,
      volumes: { services: { configMap: 'portal-services', path: '/config' } },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'portal-services',
      ports: { http: 8080 },
    }),
    configMap(context, NAMESPACE, 'portal-services', {
      'services.json': JSON.stringify({
        services: ['trino', 'superset', 'minio', 'dolphinscheduler'],
      }),
    }),
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'portal-services-hpa',
      target: 'portal-services',
      min: 2,
      max: 4,
      cpu: 75,
    }),
    disruptionBudget(context, {
      namespace: NAMESPACE,
      name: 'portal-pdb',
      selector: { app: 'portal-services' },
      minAvailable: 1,
    }),
  ];
}

function graphql(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: NAMESPACE,
      name: 'graphql-gateway',
      replicas: 0,
      image: 'ghcr.io/254carbon/graphql-gateway:0.2.0',
      ports: { http: 4000 },
      probe: { http: '/.well-known/apollo/server-health', port: 4000 },
      hardened: true,
      sidecar: true,
      env: { PORTAL_SERVICES_URL: 'http://portal-services:8080' },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: 'graphql-gateway',
      ports: { http: 4000 },
    }),
  ];
}

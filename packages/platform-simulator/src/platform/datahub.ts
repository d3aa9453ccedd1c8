/** DataHub: four servers that wait for stores too small for them, and the jobs that feed it. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  HOUR,
  autoscaler,
  cronJob,
  deployment,
  disruptionBudget,
  secret,
  service,
} from './build';

const NAMESPACE = 'data-platform';

/** DataHub and its ingestion. */
export function datahubArea(context: BuildContext): KubernetesObject[] {
  return [...datahub(context), ...datahubIngestion(context)];
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
    ...datahubGuards(context),
  ];
}

function datahubGuards(context: BuildContext): KubernetesObject[] {
  return [
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

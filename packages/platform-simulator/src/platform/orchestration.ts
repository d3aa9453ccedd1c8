/** DolphinScheduler: the workflows' scheduler, its four servers, and the schema jobs that ran once too often. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  ContainerSpec,
  autoscaler,
  clusterRoleBinding,
  configMap,
  deployment,
  disruptionBudget,
  job,
  secret,
  service,
  serviceAccount,
} from './build';

const NAMESPACE = 'data-platform';
const VERSION = '3.1.9';

const SERVERS: Record<string, ContainerSpec & { replicas: number }> = {
  api: {
    image: `apache/dolphinscheduler-api:${VERSION}`,
    replicas: 6,
    ports: { http: 12345, gateway: 25333 },
    probe: { http: '/dolphinscheduler/actuator/health', port: 12345 },
    size: { cpu: '500m', memory: '2Gi', cpuLimit: '1', memoryLimit: '2Gi' },
  },
  master: {
    image: `apache/dolphinscheduler-master:${VERSION}`,
    replicas: 3,
    ports: { rpc: 5678, http: 5679 },
    size: { cpu: '500m', memory: '1Gi', cpuLimit: '2', memoryLimit: '4Gi' },
  },
  worker: {
    image: `apache/dolphinscheduler-worker:${VERSION}`,
    replicas: 8,
    ports: { rpc: 1234, http: 1235 },
    size: { cpu: '500m', memory: '1Gi', cpuLimit: '2', memoryLimit: '4Gi' },
  },
  alert: {
    image: `apache/dolphinscheduler-alert-server:${VERSION}`,
    replicas: 2,
    ports: { rpc: 50052, http: 50053 },
    size: {
      cpu: '250m',
      memory: '512Mi',
      cpuLimit: '500m',
      memoryLimit: '1Gi',
    },
  },
};

const DATABASE: Pick<ContainerSpec, 'env' | 'secretEnv'> = {
  env: {
    DATABASE: 'postgresql',
    SPRING_DATASOURCE_URL:
      'jdbc:postgresql://kong-postgres.kong:5432/dolphinscheduler',
    REGISTRY_ZOOKEEPER_CONNECT_STRING: 'zookeeper-service:2181',
    RESOURCE_STORAGE_ENDPOINT: 'http://minio-service:9000',
  },
  secretEnv: {
    SPRING_DATASOURCE_PASSWORD: {
      secret: 'postgres-workflow-secret',
      key: 'password',
    },
  },
};

/** DolphinScheduler and what guards it. */
export function orchestration(context: BuildContext): KubernetesObject[] {
  return [
    ...servers(context),
    ...guards(context),
    ...schemaJobs(context),
    secret(context, NAMESPACE, 'postgres-workflow-secret', [
      'username',
      'password',
    ]),
    configMap(context, NAMESPACE, 'dolphinscheduler-common', {
      'common.properties':
        'resource.storage.type=S3\nresource.aws.s3.bucket.name=dolphinscheduler\n',
    }),
    serviceAccount(context, NAMESPACE, 'dolphinscheduler'),
    clusterRoleBinding(context, 'dolphinscheduler-admin', 'cluster-admin', {
      namespace: NAMESPACE,
      name: 'dolphinscheduler',
    }),
  ];
}

function servers(context: BuildContext): KubernetesObject[] {
  return Object.entries(SERVERS).flatMap(([role, server]) => [
    ...deployment(context, {
      ...server,
      ...DATABASE,
      namespace: NAMESPACE,
      name: `dolphinscheduler-${role}`,
      labels: {
        'app.kubernetes.io/name': 'dolphinscheduler',
        'app.kubernetes.io/component': role,
        'app.kubernetes.io/part-of': 'dolphinscheduler',
      },
      serviceAccount: 'dolphinscheduler',
      volumes: {
        config: {
          configMap: 'dolphinscheduler-common',
          path: '/opt/dolphinscheduler/conf/common',
        },
      },
    }),
    service(context, {
      namespace: NAMESPACE,
      name: `dolphinscheduler-${role}`,
      ports: server.ports ?? {},
    }),
  ]);
}

function guards(context: BuildContext): KubernetesObject[] {
  const roles = ['api', 'master', 'worker'];
  return [
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'dolphinscheduler-api-hpa',
      target: 'dolphinscheduler-api',
      min: 3,
      max: 10,
      cpu: 70,
    }),
    autoscaler(context, {
      namespace: NAMESPACE,
      name: 'dolphinscheduler-worker-hpa',
      target: 'dolphinscheduler-worker',
      min: 4,
      max: 16,
      cpu: 75,
    }),
    ...roles.map(role =>
      disruptionBudget(context, {
        namespace: NAMESPACE,
        name: `dolphinscheduler-${role}-pdb`,
        selector: { app: `dolphinscheduler-${role}` },
        maxUnavailable: 1,
      }),
    ),
  ];
}

function schemaJobs(context: BuildContext): KubernetesObject[] {
  const images: Record<string, string> = {
    'dolphinscheduler-full-schema-init': `apache/dolphinscheduler-tools:${VERSION}`,
    'dolphinscheduler-init-db': 'postgres:15-alpine',
    'datahub-init-db': 'postgres:15-alpine',
  };
  return Object.entries(images).flatMap(([name, image]) => {
    const run = context.condition.failedJobs[`${NAMESPACE}/${name}`];
    return run
      ? job(
          context,
          {
            ...DATABASE,
            namespace: NAMESPACE,
            name,
            image,
            labels: { app: name },
            backoffLimit: run.pods.length - 1,
            size: 'none',
          },
          run,
        )
      : [];
  });
}

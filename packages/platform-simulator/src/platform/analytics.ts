/** What people look at: Superset, DataHub with its stores, the portal's own services and the GraphQL gateway. */
import { KubernetesObject } from '../kubernetes/types';
import { datahubArea } from './datahub';
import {
  BuildContext,
  autoscaler,
  configMap,
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
    ...datahubArea(context),
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
    ...supersetGuards(context),
  ];
}

function supersetGuards(context: BuildContext): KubernetesObject[] {
  return [
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

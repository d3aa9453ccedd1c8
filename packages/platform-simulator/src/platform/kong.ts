/** Kong and its PostgreSQL, which holds four databases in one pod. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  configMap,
  custom,
  deployment,
  networkPolicy,
  secret,
  service,
  serviceAccount,
  statefulSet,
} from './build';

/** The gateway, the database that it shares with half of the platform, and the policies around both. */
export function kongArea(context: BuildContext): KubernetesObject[] {
  return [
    ...kong(context),
    ...kongDatabase(context),
    ...kongRules(context),
    ...kongPolicies(context),
  ];
}

function kong(context: BuildContext): KubernetesObject[] {
  return [
    serviceAccount(context, 'kong', 'kong'),
    ...deployment(context, {
      namespace: 'kong',
      name: 'kong',
      replicas: 2,
      image: 'kong:3.4.2',
      serviceAccount: 'kong',
      sidecar: true,
      hardened: true,
      ports: { proxy: 8000, 'proxy-ssl': 8443, admin: 8001, status: 8100 },
      probe: { http: '/status', port: 8100 },
      size: {
        cpu: '250m',
        memory: '512Mi',
        cpuLimit: '1',
        memoryLimit: '1Gi',
      },
      env: { KONG_DATABASE: 'postgres', KONG_PG_HOST: 'kong-postgres.kong' },
      secretEnv: {
        KONG_PG_PASSWORD: { secret: 'kong-postgres-secret', key: 'password' },
      },
      volumes: { tmp: { emptyDir: true, path: '/tmp' } },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-proxy',
      selector: { app: 'kong' },
      ports: { proxy: [80, 8000], 'proxy-ssl': [443, 8443] },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-admin',
      selector: { app: 'kong' },
      ports: { admin: 8001, status: 8100 },
    }),
  ];
}

function kongDatabase(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: 'kong',
      name: 'kong-postgres',
      nodes: ['cpu1'],
      image: 'postgres:15-alpine',
      ports: { postgres: 5432 },
      probe: { command: ['pg_isready', '-U', 'postgres'] },
      size: { cpu: '500m', memory: '1Gi', cpuLimit: '2', memoryLimit: '4Gi' },
      claims: { data: '20Gi' },
      secretEnv: {
        POSTGRES_PASSWORD: { secret: 'kong-postgres-secret', key: 'password' },
      },
      volumes: {
        init: {
          configMap: 'kong-postgres-databases',
          path: '/docker-entrypoint-initdb.d',
        },
      },
    }),
    service(context, {
      namespace: 'kong',
      name: 'kong-postgres',
      ports: { postgres: 5432 },
    }),
    secret(context, 'kong', 'kong-postgres-secret', ['password']),
    configMap(context, 'kong', 'kong-postgres-databases', {
      'databases.sql': [
        'dolphinscheduler',
        'datahub',
        'superset',
        'iceberg_rest',
      ]
        .map(name => `CREATE DATABASE ${name};`)
        .join('\n'),
    }),
  ];
}

function kongRules(context: BuildContext): KubernetesObject[] {
  const plugin = (name: string, config: Record<string, unknown>) =>
    ({
      apiVersion: 'configuration.konghq.com/v1',
      kind: 'KongPlugin',
      metadata: {
        ...custom(context, {
          apiVersion: 'configuration.konghq.com/v1',
          kind: 'KongPlugin',
          namespace: 'kong',
          name,
        }).metadata,
      },
      plugin: name,
      config,
    } satisfies KubernetesObject);
  return [
    plugin('rate-limiting', { minute: 600, policy: 'local' }),
    plugin('prometheus', { per_consumer: false }),
    custom(context, {
      apiVersion: 'configuration.konghq.com/v1',
      kind: 'KongIngress',
      namespace: 'kong',
      name: 'platform-api',
    }),
  ];
}

function kongPolicies(context: BuildContext): KubernetesObject[] {
  return [
    networkPolicy(context, {
      namespace: 'kong',
      name: 'default-deny',
      types: ['Ingress', 'Egress'],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'allow-proxy-ingress',
      selector: { app: 'kong' },
      types: ['Ingress'],
      ingress: [
        { ports: [8000, 8443], namespaces: ['ingress-nginx'] },
        { ports: [8100], namespaces: ['victoria-metrics'] },
      ],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'allow-postgres',
      selector: { app: 'kong-postgres' },
      types: ['Ingress'],
      ingress: [{ ports: [5432], namespaces: ['kong', 'data-platform'] }],
    }),
    networkPolicy(context, {
      namespace: 'kong',
      name: 'scoped-egress',
      selector: { app: 'kong' },
      types: ['Egress'],
      egress: [
        { ports: [53], namespaces: ['kube-system'] },
        { ports: [5432], namespaces: ['kong'] },
        { ports: [4000, 8080, 12345], namespaces: ['data-platform'] },
      ],
    }),
  ];
}

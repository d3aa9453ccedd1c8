/** How the services are reached from outside: thirteen Ingresses, and the certificates behind some of them. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  DAY,
  IngressSpec,
  autoscaler,
  ingress,
  networkPolicy,
  disruptionBudget,
} from './build';
import { certificates } from './certificates';

const DATA = 'data-platform';

const INGRESSES: IngressSpec[] = [
  {
    namespace: DATA,
    name: 'dolphinscheduler-ingress',
    rules: [
      { host: 'dolphin', service: 'dolphinscheduler-api', port: 12345 },
      { host: 'api', service: 'dolphinscheduler-api', port: 12345 },
    ],
    portal: {
      id: 'dolphinscheduler',
      name: 'DolphinScheduler',
      category: 'Workflow',
      description: 'Workflow orchestration for ingestion and transformation',
      icon: 'workflow',
      'health-path': '/dolphinscheduler/actuator/health',
    },
  },
  {
    namespace: DATA,
    name: 'trino-ingress',
    rules: [{ host: 'trino', service: 'trino', port: 8080 }],
    portal: {
      id: 'trino',
      name: 'Trino',
      category: 'Analytics',
      description: 'SQL over Iceberg and PostgreSQL',
      icon: 'database',
      'health-path': '/v1/info',
    },
  },
  {
    namespace: DATA,
    name: 'minio-console-ingress',
    rules: [{ host: 'minio', service: 'minio-console', port: 9001 }],
  },
  {
    namespace: DATA,
    name: 'superset-ingress',
    rules: [{ host: 'superset', service: 'superset', port: 8088 }],
    portal: {
      id: 'superset',
      name: 'Superset',
      category: 'Analytics',
      description: 'Dashboards and exploration',
      icon: 'chart',
      'health-path': '/health',
    },
  },
  {
    namespace: DATA,
    name: 'doris-ingress',
    rules: [{ host: 'doris', service: 'doris-fe', port: 8030 }],
  },
  {
    namespace: 'monitoring',
    name: 'grafana-ingress',
    rules: [{ host: 'grafana', service: 'grafana', port: 3000 }],
    portal: {
      id: 'grafana',
      name: 'Grafana',
      category: 'Monitoring',
      description: 'Dashboards, logs and alerts',
      icon: 'graph',
      'health-path': '/api/health',
    },
  },
  {
    namespace: 'victoria-metrics',
    name: 'victoria-metrics-ingress',
    rules: [{ host: 'metrics', service: 'victoria-metrics', port: 8428 }],
  },
  {
    namespace: 'registry',
    name: 'harbor-ingress',
    rules: [{ host: 'harbor', service: 'harbor-core', port: 80 }],
    tlsSecret: 'harbor-tls',
  },
  {
    namespace: 'kong',
    name: 'kong-admin-ingress',
    rules: [{ host: 'kong', service: 'kong-admin', port: 8001 }],
  },
  {
    namespace: 'monitoring',
    name: 'jaeger-ingress',
    rules: [{ host: 'jaeger', service: 'jaeger-query', port: 80 }],
  },
  {
    namespace: DATA,
    name: 'spark-history-server',
    rules: [
      { host: 'spark-history', service: 'spark-history-server', port: 18080 },
    ],
    tlsSecret: 'spark-history-tls',
    age: 2 * DAY,
  },
  {
    namespace: DATA,
    name: 'graphql-gateway',
    rules: [{ host: 'api', service: 'graphql-gateway', port: 4000 }],
    tlsSecret: 'graphql-gateway-tls',
    age: 2 * DAY,
  },
  {
    namespace: 'argocd',
    name: 'argocd-server',
    rules: [{ host: 'argocd', service: 'argocd-server', port: 80 }],
    tlsSecret: 'argocd-tls',
  },
];

/** Ingresses, certificates, and the guards of the gateway. */
export function exposure(context: BuildContext): KubernetesObject[] {
  return [
    ...INGRESSES.map(spec => ingress(context, spec)),
    ...certificates(context),
    autoscaler(context, {
      namespace: 'kong',
      name: 'kong-hpa',
      target: 'kong',
      min: 2,
      max: 6,
      cpu: 70,
    }),
    disruptionBudget(context, {
      namespace: 'kong',
      name: 'kong-pdb',
      selector: { app: 'kong' },
      minAvailable: 1,
    }),
    networkPolicy(context, {
      namespace: DATA,
      name: 'allow-ingress-controller',
      types: ['Ingress'],
      ingress: [
        {
          ports: [4000, 8030, 8080, 8088, 9001, 12345, 18080],
          namespaces: ['ingress-nginx', 'kong'],
        },
      ],
    }),
  ];
}

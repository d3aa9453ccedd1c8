/** Metrics, logs, dashboards and traces: VictoriaMetrics, Loki, Fluent Bit, Grafana, Jaeger. */
import { KubernetesObject } from '../kubernetes/types';
import {
  BuildContext,
  boundClaim,
  clusterRoleBinding,
  configMap,
  daemonSet,
  deployment,
  secret,
  service,
  serviceAccount,
  statefulSet,
} from './build';
import { dashboardModel } from './dashboards';
import { monitoringRules } from './monitoringRules';

const METRICS = 'victoria-metrics';

/** The observability of the platform. */
export function observability(context: BuildContext): KubernetesObject[] {
  return [
    ...victoriaMetrics(context),
    ...logs(context),
    ...grafana(context),
    ...jaeger(context),
    ...monitoringRules(context),
  ];
}

function victoriaMetrics(context: BuildContext): KubernetesObject[] {
  return [
    ...statefulSet(context, {
      namespace: METRICS,
      name: 'victoria-metrics',
      nodes: ['cpu1'],
      image: 'victoriametrics/victoria-metrics:v1.95.1',
      args: ['--retentionPeriod=30d'],
      ports: { http: 8428 },
      probe: { http: '/health', port: 8428 },
      size: { cpu: '250m', memory: '1Gi', cpuLimit: '1', memoryLimit: '2Gi' },
      claims: { storage: '10Gi' },
    }),
    service(context, {
      namespace: METRICS,
      name: 'victoria-metrics',
      ports: { http: 8428 },
    }),
    serviceAccount(context, METRICS, 'vmagent'),
    clusterRoleBinding(context, 'vmagent', 'view', {
      namespace: METRICS,
      name: 'vmagent',
    }),
    ...deployment(context, {
      namespace: METRICS,
      name: 'vmagent',
      image: 'victoriametrics/vmagent:v1.95.1',
      ports: { http: 8429 },
      probe: { http: '/health', port: 8429 },
      serviceAccount: 'vmagent',
      volumes: { config: { configMap: 'vmagent-config', path: '/config' } },
    }),
    configMap(context, METRICS, 'vmagent-config', {
      'scrape.yml': [
        'kubernetes-apiservers',
        'kubernetes-nodes',
        'kubernetes-pods',
        'kubernetes-service-endpoints',
      ]
        .map(name => `- job_name: ${name}`)
        .join('\n'),
    }),
    service(context, {
      namespace: METRICS,
      name: 'vmagent',
      ports: { http: 8429 },
    }),
    ...deployment(context, {
      namespace: METRICS,
      name: 'vm-operator',
      selector: { 'app.kubernetes.io/name': 'victoria-metrics-operator' },
      image: 'victoriametrics/operator:v0.39.4',
      ports: { http: 8080, health: 8081 },
      probe: { http: '/health', port: 8081 },
      hardened: true,
    }),
  ];
}

function logs(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: METRICS,
      name: 'loki',
      image: 'grafana/loki:2.9.0',
      ports: { http: 3100 },
      probe: { http: '/ready', port: 3100 },
      size: { cpu: '250m', memory: '512Mi', cpuLimit: '1', memoryLimit: '2Gi' },
      volumes: {
        config: { configMap: 'loki-config', path: '/etc/loki' },
        storage: { emptyDir: true, path: '/loki' },
      },
    }),
    configMap(context, METRICS, 'loki-config', {
      'loki.yaml': 'limits_config:\n  retention_period: 336h\n',
    }),
    service(context, {
      namespace: METRICS,
      name: 'loki',
      ports: { http: 3100 },
    }),
    serviceAccount(context, METRICS, 'fluent-bit'),
    ...daemonSet(context, {
      namespace: METRICS,
      name: 'fluent-bit',
      image: 'fluent/fluent-bit:2.2.0',
      ports: { http: 2020 },
      probe: { http: '/api/v1/health', port: 2020 },
      serviceAccount: 'fluent-bit',
      volumes: { varlog: { host: '/var/log', path: '/var/log' } },
      size: {
        cpu: '50m',
        memory: '64Mi',
        cpuLimit: '200m',
        memoryLimit: '128Mi',
      },
    }),
    service(context, {
      namespace: METRICS,
      name: 'fluent-bit',
      ports: { http: 2020 },
    }),
  ];
}

function grafana(context: BuildContext): KubernetesObject[] {
  const dashboard = (name: Parameters<typeof dashboardModel>[0]) =>
    configMap(
      context,
      'monitoring',
      name,
      { [`${name}.json`]: JSON.stringify(dashboardModel(name)) },
      { grafana_dashboard: '1' },
    );
  return [
    ...grafanaServer(context),
    ...boundClaim(context, {
      namespace: 'monitoring',
      name: 'grafana-data',
      storage: '10Gi',
      node: 'cpu1',
    }),
    configMap(context, 'monitoring', 'grafana-datasources', {
      'datasources.yaml': [
        'apiVersion: 1',
        'datasources:',
        '  - name: VictoriaMetrics',
        '    uid: victoriametrics',
        '    isDefault: true',
        '    type: prometheus',
        '    url: http://victoria-metrics.victoria-metrics:8428',
        '  - name: Loki',
        '    uid: loki',
        '    type: loki',
        '    url: http://loki.victoria-metrics:3100',
      ].join('\n'),
    }),
    dashboard('platform-overview'),
    dashboard('data-platform-health'),
    secret(context, 'monitoring', 'grafana-admin', ['user', 'password']),
  ];
}

function grafanaServer(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: 'monitoring',
      name: 'grafana',
      image: 'grafana/grafana:10.2.0',
      nodes: ['cpu1'],
      labels: { 'app.kubernetes.io/name': 'grafana' },
      ports: { http: 3000 },
      probe: { http: '/api/health', port: 3000 },
      hardened: true,
      secretEnv: {
        GF_SECURITY_ADMIN_PASSWORD: {
          secret: 'grafana-admin',
          key: 'password',
        },
      },
      volumes: {
        storage: { claim: 'grafana-data', path: '/var/lib/grafana' },
        datasources: {
          configMap: 'grafana-datasources',
          path: '/etc/grafana/provisioning/datasources',
        },
      },
    }),
    service(context, {
      namespace: 'monitoring',
      name: 'grafana',
      ports: { http: 3000 },
    }),
  ];
}

function jaeger(context: BuildContext): KubernetesObject[] {
  return [
    ...deployment(context, {
      namespace: 'monitoring',
      name: 'jaeger',
      image: 'jaegertracing/all-in-one:1.51',
      ports: { http: 16686, collector: 14268, otlp: 4317, admin: 14269 },
      probe: { http: '/', port: 14269 },
      size: 'none',
    }),
    service(context, {
      namespace: 'monitoring',
      name: 'jaeger-query',
      selector: { app: 'jaeger' },
      ports: { http: 16686, admin: 14269 },
    }),
    service(context, {
      namespace: 'monitoring',
      name: 'jaeger-collector',
      selector: { app: 'jaeger' },
      ports: { http: 14268, otlp: 4317 },
    }),
  ];
}

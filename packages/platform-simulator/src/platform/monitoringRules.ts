/** Alert rules and scrape objects: fifteen alerts in three severities, as the reports claim, and nobody to notify. */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext, custom } from './build';

type Alert = [name: string, expression: string, wait: string];

const ALERTS: Record<'critical' | 'warning' | 'info', Alert[]> = {
  critical: [
    [
      'PodCrashLoopBackOff',
      'increase(kube_pod_container_status_restarts_total[15m]) > 3',
      '5m',
    ],
    ['ServiceDown', 'up{kubernetes_namespace="data-platform"} == 0', '5m'],
    ['PostgresDown', 'pg_up == 0', '2m'],
    ['MinioOffline', 'minio_cluster_nodes_offline_total > 0', '5m'],
    [
      'NodeNotReady',
      'kube_node_status_condition{condition="Ready",status="true"} == 0',
      '5m',
    ],
    [
      'VeleroBackupFailed',
      'increase(velero_backup_failure_total[24h]) > 0',
      '5m',
    ],
  ],
  warning: [
    [
      'HighMemoryUsage',
      'container_memory_usage_bytes / container_spec_memory_limit_bytes > 0.8',
      '10m',
    ],
    [
      'HighCpuUsage',
      'rate(container_cpu_usage_seconds_total[5m]) > 0.9',
      '10m',
    ],
    [
      'DiskSpaceLow',
      'kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes > 0.9',
      '15m',
    ],
    [
      'WorkflowFailures',
      'increase(ds_workflow_instance_count{state="fail"}[1h]) > 5',
      '5m',
    ],
    [
      'CertificateEndsSoon',
      'certmanager_certificate_expiration_timestamp_seconds - time() < 604800',
      '1h',
    ],
    ['PodPending', 'kube_pod_status_phase{phase="Pending"} == 1', '15m'],
  ],
  info: [
    [
      'DeploymentScaled',
      'changes(kube_deployment_spec_replicas[10m]) > 0',
      '0m',
    ],
    ['BackupCompleted', 'increase(velero_backup_success_total[1h]) > 0', '0m'],
    [
      'PodRestarted',
      'increase(kube_pod_container_status_restarts_total[1h]) > 0',
      '0m',
    ],
  ],
};

/** PrometheusRules and ServiceMonitors of the platform. */
export function monitoringRules(context: BuildContext): KubernetesObject[] {
  const rules = Object.entries(ALERTS).map(([severity, alerts]) =>
    custom(context, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      namespace: 'monitoring',
      name: `platform-${severity}`,
      labels: { prometheus: 'kube-prometheus' },
      spec: {
        groups: [
          {
            name: severity,
            rules: alerts.map(([alert, expr, wait]) => ({
              alert,
              expr,
              for: wait,
              labels: { severity },
              annotations: {
                summary: alert.replace(/([a-z])([A-Z])/g, '$1 $2'),
              },
            })),
          },
        ],
      },
    }),
  );
  const scraped = ['trino', 'minio', 'dolphinscheduler-api', 'superset'];
  const monitors = scraped.map(app =>
    custom(context, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      namespace: 'data-platform',
      name: app,
      labels: { release: 'prometheus' },
      spec: {
        selector: { matchLabels: { app } },
        endpoints: [
          { port: app === 'minio' ? 'api' : 'http', interval: '30s' },
        ],
      },
    }),
  );
  return [...rules, ...monitors];
}

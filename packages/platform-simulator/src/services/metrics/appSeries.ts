/** What the platform's own software tells of itself when it is scraped and answers. */
import type { ServiceCall } from '../types';
import { counter, share, type Series } from './types';
import { listScraped, type Scraped } from './upSeries';

type Labels = Record<string, string>;
type Metric = [name: string, kind: 'counter' | 'gauge', labels?: Labels];

const each = (
  name: string,
  kind: 'counter' | 'gauge',
  label: string,
  values: readonly string[],
): Metric[] => values.map(value => [name, kind, { [label]: value }]);

const le = ['0.1', '0.5', '1', '5', '+Inf'];

/** By job. Names are those of the real software. */
const METRICS: Record<string, readonly Metric[]> = {
  'dolphinscheduler-api': [
    ...each('ds_workflow_instance_count_total', 'counter', 'state', [
      'submit',
      'success',
      'fail',
      'stop',
      'timeout',
    ]),
    ...each('ds_task_instance_count_total', 'counter', 'state', [
      'submit',
      'success',
      'fail',
      'retry',
      'kill',
    ]),
    ['ds_workflow_instance_running', 'gauge'],
    ['ds_api_request_count_total', 'counter'],
    ['ds_api_response_time_seconds_sum', 'counter'],
    ['ds_api_response_time_seconds_count', 'counter'],
    ...each('jvm_memory_used_bytes', 'gauge', 'area', ['heap', 'nonheap']),
  ],
  trino: [
    ['trino_execution_name_QueryManager_RunningQueries', 'gauge'],
    ['trino_execution_name_QueryManager_QueuedQueries', 'gauge'],
    ['trino_execution_name_QueryManager_FailedQueries_TotalCount', 'counter'],
    [
      'trino_execution_name_QueryManager_CompletedQueries_TotalCount',
      'counter',
    ],
    ...each('jvm_memory_bytes_used', 'gauge', 'area', ['heap', 'nonheap']),
  ],
  'minio-service': [
    ['minio_cluster_capacity_usable_total_bytes', 'gauge'],
    ['minio_cluster_capacity_usable_free_bytes', 'gauge'],
    ['minio_cluster_nodes_online_total', 'gauge'],
    ['minio_cluster_nodes_offline_total', 'gauge'],
    ...each('minio_bucket_usage_total_bytes', 'gauge', 'bucket', [
      'iceberg-warehouse',
      'dolphinscheduler',
      'spark-logs',
    ]),
    ['minio_s3_requests_total', 'counter', { api: 'getobject' }],
    ['minio_s3_requests_errors_total', 'counter', { api: 'getobject' }],
  ],
  'iceberg-rest-catalog': each('jvm_memory_bytes_used', 'gauge', 'area', [
    'heap',
    'nonheap',
  ]),
  superset: [['superset_dashboard_load_count', 'counter']],
  'spark-history-server': [['spark_history_appsCount', 'gauge']],
  'kong-admin': [
    ...each('kong_http_requests_total', 'counter', 'code', [
      '200',
      '404',
      '500',
      '502',
    ]),
    ...each('kong_request_latency_ms_bucket', 'counter', 'le', le),
    ['kong_datastore_reachable', 'gauge'],
    ['kong_bandwidth_bytes', 'counter', { direction: 'egress' }],
  ],
  'cloudflared-metrics': [
    ['cloudflared_tunnel_ha_connections', 'gauge'],
    ['cloudflared_tunnel_total_requests', 'counter'],
    ['cloudflared_tunnel_request_errors', 'counter'],
  ],
  grafana: [
    [
      'grafana_http_request_duration_seconds_count',
      'counter',
      { status_code: '200' },
    ],
    ['grafana_stat_totals_dashboard', 'gauge'],
  ],
  loki: [
    ['loki_ingester_memory_streams', 'gauge'],
    ['loki_distributor_bytes_received_total', 'counter', { tenant: 'fake' }],
    ['loki_distributor_lines_received_total', 'counter', { tenant: 'fake' }],
  ],
  'velero-metrics': [
    ...each('velero_backup_success_total', 'counter', 'schedule', [
      'daily-full',
      'hourly-data-platform',
    ]),
    ...each('velero_backup_failure_total', 'counter', 'schedule', [
      'daily-full',
      'hourly-data-platform',
    ]),
    ...each('velero_backup_partial_failure_total', 'counter', 'schedule', [
      'hourly-data-platform',
    ]),
    ...each('velero_backup_attempt_total', 'counter', 'schedule', [
      'daily-full',
      'hourly-data-platform',
    ]),
  ],
  alertmanager: [['alertmanager_alerts', 'gauge', { state: 'active' }]],
};

/** Counters of what goes wrong stand still at zero, so that alerts on them do not fire by chance. */
const CALM = /(fail|failure|error|errors|offline|timeout|Failed)/;

function valueOf(metric: Metric, scraped: Scraped, now: number): number {
  const [name, kind, labels = {}] = metric;
  const words = [name, ...Object.values(labels)];
  if (words.some(word => CALM.test(word))) return 0;
  if (/reachable|online/.test(name)) return 1;
  const parts = [scraped.job, ...words];
  return kind === 'counter'
    ? counter(now, Math.ceil(share(...parts) * 20), ...parts)
    : Math.floor(share(...parts) * 100);
}

function backupTimes(
  call: Pick<ServiceCall, 'state'>,
  common: Labels,
): Series[] {
  return ['daily-full', 'hourly-data-platform'].flatMap(schedule => {
    const { lastBackup } = (call.state.find('Schedule', 'velero', schedule)
      ?.status ?? {}) as { lastBackup?: string };
    return lastBackup
      ? [
          {
            labels: {
              __name__: 'velero_backup_last_successful_timestamp',
              ...common,
              schedule,
            },
            value: Date.parse(lastBackup) / 1000,
          },
        ]
      : [];
  });
}

/** Series of software that is scraped and answers. */
export function appSeries(call: Pick<ServiceCall, 'state' | 'now'>): Series[] {
  return listScraped(call)
    .filter(({ up }) => up)
    .flatMap(scraped => {
      const { job, namespace, instance } = scraped;
      const common = { job, kubernetes_namespace: namespace, instance };
      return [
        ...(METRICS[job] ?? []).map(metric => ({
          labels: { __name__: metric[0], ...common, ...metric[2] },
          value: valueOf(metric, scraped, call.now),
        })),
        ...(job === 'velero-metrics' ? backupTimes(call, common) : []),
      ];
    });
}

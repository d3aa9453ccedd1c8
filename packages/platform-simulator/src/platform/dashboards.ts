/**
 * The two dashboards of the reports, "2 with data" being the target. The first asks for what VictoriaMetrics has. The
 * second was copied from a platform with kube-state-metrics and a PostgreSQL exporter, and half of it is empty here.
 */

interface Query {
  expr: string;
  loki?: boolean;
}

const METRICS = { type: 'prometheus', uid: 'victoriametrics' };
const LOGS = { type: 'loki', uid: 'loki' };

type PanelShape = [title: string, type: string, ...queries: (string | Query)[]];

const OVERVIEW: readonly PanelShape[] = [
  ['Services up', 'stat', 'sum(up)', 'count(up)'],
  ['Services down', 'table', 'up{kubernetes_namespace=~"$namespace"} == 0'],
  [
    'Processor time by namespace',
    'timeseries',
    'sum by (namespace) (rate(container_cpu_usage_seconds_total{namespace=~"$namespace"}[$__rate_interval]))',
  ],
  [
    'Memory by namespace',
    'timeseries',
    'sum by (namespace) (container_memory_working_set_bytes{namespace=~"$namespace"})',
  ],
  [
    'Fullest volumes',
    'bargauge',
    'topk(5, kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes)',
  ],
  [
    'Requests at the gateway',
    'timeseries',
    'sum by (code) (rate(kong_http_requests_total[5m]))',
  ],
  [
    'Hours since the last backup',
    'stat',
    '(time() - velero_backup_last_successful_timestamp) / 3600',
  ],
  [
    'Errors in the logs',
    'logs',
    { expr: '{namespace="data-platform"} |= "ERROR"', loki: true },
  ],
];

const HEALTH: readonly PanelShape[] = [
  [
    'Workflow runs',
    'timeseries',
    'sum by (state) (increase(ds_workflow_instance_count_total[1h]))',
  ],
  [
    'Queries of Trino',
    'timeseries',
    'trino_execution_name_QueryManager_RunningQueries',
    'trino_execution_name_QueryManager_QueuedQueries',
  ],
  [
    'Object store',
    'gauge',
    '1 - minio_cluster_capacity_usable_free_bytes / minio_cluster_capacity_usable_total_bytes',
  ],
  [
    'Restarts of pods',
    'timeseries',
    'sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="data-platform"}[1h]))',
  ],
  [
    'Pods that wait',
    'stat',
    'sum(kube_pod_status_phase{phase="Pending"}) or vector(0)',
    'kube_pod_container_status_waiting_reason',
  ],
  [
    'Connections of PostgreSQL',
    'timeseries',
    'sum(pg_stat_activity_count{datname=~"dolphinscheduler|superset"})',
  ],
  [
    'Lag of consumers',
    'timeseries',
    'sum by (topic) (kafka_consumergroup_lag)',
  ],
  [
    'Processors of nodes',
    'gauge',
    '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
  ],
];

function panel([title, type, ...queries]: PanelShape, at: number) {
  const asked = queries.map(one =>
    typeof one === 'string' ? { expr: one } : one,
  );
  return {
    id: at + 1,
    title,
    type,
    datasource: asked.some(({ loki }) => loki) ? LOGS : METRICS,
    gridPos: { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 },
    targets: asked.map(({ expr }, index) => ({ refId: 'ABCD'[index], expr })),
  };
}

const NAMESPACE = {
  name: 'namespace',
  type: 'query',
  query: 'label_values(up, kubernetes_namespace)',
  includeAll: true,
  multi: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
};

/** A dashboard as its ConfigMap holds it. */
export function dashboardModel(
  uid: 'platform-overview' | 'data-platform-health',
) {
  const [title, panels] =
    uid === 'platform-overview'
      ? (['Platform Overview', OVERVIEW] as const)
      : (['Data Platform Health', HEALTH] as const);
  return {
    uid,
    title,
    tags: ['254carbon'],
    schemaVersion: 38,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: uid === 'platform-overview' ? [NAMESPACE] : [] },
    panels: [
      ...panels.map(panel),
      {
        id: 99,
        title: 'About',
        type: 'text',
        gridPos: { x: 0, y: 40, w: 24, h: 3 },
        options: { mode: 'markdown', content: 'Provisioned from a ConfigMap.' },
      },
    ],
  };
}

import type { DocumentObject } from './document';

/** One panel: what it shows, in which unit, from which queries. */
export interface PanelSpec {
  readonly title: string;
  readonly description: string;
  readonly kind: 'timeseries' | 'stat';
  /** Grafana's unit id. */
  readonly unit: string;
  readonly queries: ReadonlyArray<{
    readonly expr: string;
    readonly legend: string;
  }>;
}

/** A dashboard for one workload. */
export interface DashboardSpec {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly panels: readonly PanelSpec[];
}

/** What a dashboard watches. */
export type Watched = 'service' | 'pipeline';

const WIDTH = 12;
const HEIGHT = 8;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

function buildPanel(panel: PanelSpec, index: number): DocumentObject {
  return {
    id: index + 1,
    type: panel.kind,
    title: panel.title,
    description: panel.description,
    datasource: { ...DATASOURCE },
    gridPos: {
      h: HEIGHT,
      w: WIDTH,
      x: (index % 2) * WIDTH,
      y: Math.floor(index / 2) * HEIGHT,
    },
    fieldConfig: { defaults: { unit: panel.unit }, overrides: [] },
    options:
      panel.kind === 'stat'
        ? { reduceOptions: { calcs: ['lastNotNull'] } }
        : { legend: { displayMode: 'list', placement: 'bottom' } },
    targets: panel.queries.map((query, place) => ({
      refId: String.fromCharCode(65 + place),
      datasource: { ...DATASOURCE },
      expr: query.expr,
      legendFormat: query.legend,
    })),
  };
}

/** A classic Grafana dashboard (schema 38), panels numbered and laid out two a row. */
export function buildDashboard(spec: DashboardSpec): DocumentObject {
  return {
    uid: spec.uid,
    title: spec.title,
    tags: [...spec.tags],
    schemaVersion: 38,
    version: 1,
    editable: true,
    refresh: '1m',
    timezone: 'utc',
    time: { from: 'now-24h', to: 'now' },
    templating: {
      list: [
        {
          name: 'datasource',
          label: 'Data source',
          type: 'datasource',
          query: 'prometheus',
          current: {},
          hide: 0,
        },
      ],
    },
    annotations: { list: [] },
    panels: spec.panels.map(buildPanel),
  };
}

function servicePanels(namespace: string, name: string): PanelSpec[] {
  const pods = `namespace="${namespace}",pod=~"${name}-.+"`;
  const containers = `${pods},container!="",container!="POD"`;
  return [
    {
      title: 'Replicas ready',
      description: 'Ready against wanted; they should be equal.',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `kube_deployment_status_replicas_ready{namespace="${namespace}",deployment="${name}"}`,
          legend: 'ready',
        },
        {
          expr: `kube_deployment_spec_replicas{namespace="${namespace}",deployment="${name}"}`,
          legend: 'wanted',
        },
      ],
    },
    {
      title: 'Restarts in the last hour',
      description: 'Containers that died and came back.',
      kind: 'stat',
      unit: 'short',
      queries: [
        {
          expr: `sum(increase(kube_pod_container_status_restarts_total{${pods}}[1h]))`,
          legend: 'restarts',
        },
      ],
    },
    {
      title: 'Processor',
      description: 'Cores used by pod, against the limit.',
      kind: 'timeseries',
      unit: 'cores',
      queries: [
        {
          expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${containers}}[5m]))`,
          legend: '{{pod}}',
        },
        {
          expr: `max(kube_pod_container_resource_limits{${pods},resource="cpu"})`,
          legend: 'limit',
        },
      ],
    },
    {
      title: 'Memory',
      description: 'Working set by pod, against the limit that kills.',
      kind: 'timeseries',
      unit: 'bytes',
      queries: [
        {
          expr: `sum by (pod) (container_memory_working_set_bytes{${containers}})`,
          legend: '{{pod}}',
        },
        {
          expr: `max(kube_pod_container_resource_limits{${pods},resource="memory"})`,
          legend: 'limit',
        },
      ],
    },
  ];
}

function pipelinePanels(namespace: string, name: string): PanelSpec[] {
  const cronjob = `namespace="${namespace}",cronjob="${name}"`;
  const jobs = `namespace="${namespace}",job_name=~"${name}-.+"`;
  return [
    {
      title: 'Age of the last success',
      description: 'How long ago a run ended well.',
      kind: 'stat',
      unit: 's',
      queries: [
        {
          expr: `time() - kube_cronjob_status_last_successful_time{${cronjob}}`,
          legend: 'age',
        },
      ],
    },
    {
      title: 'Runs at work',
      description: 'More than one means that runs overtake each other.',
      kind: 'stat',
      unit: 'short',
      queries: [
        { expr: `kube_cronjob_status_active{${cronjob}}`, legend: 'active' },
      ],
    },
    {
      title: 'Runs by result',
      description: 'Jobs that Kubernetes still keeps.',
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum(kube_job_status_succeeded{${jobs}})`,
          legend: 'succeeded',
        },
        { expr: `sum(kube_job_status_failed{${jobs}})`, legend: 'failed' },
      ],
    },
    {
      title: 'Duration',
      description: 'From start to end of each run.',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: `kube_job_status_completion_time{${jobs}} - kube_job_status_start_time{${jobs}}`,
          legend: '{{job_name}}',
        },
      ],
    },
  ];
}

/** The panels that answer the first questions about a workload. */
export function panelsFor(options: {
  watched: Watched;
  namespace: string;
  name: string;
}): PanelSpec[] {
  const { watched, namespace, name } = options;
  return watched === 'service'
    ? servicePanels(namespace, name)
    : pipelinePanels(namespace, name);
}

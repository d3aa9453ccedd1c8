import type { PanelSpec } from './buildDashboard';

/** What a dashboard watches. */
export type Watched = 'service' | 'pipeline';

function servicePanels(namespace: string, name: string): PanelSpec[] {
  const pods = `namespace="${namespace}",pod=~"${name}-.+"`;
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
  ];
}

function resourcePanels(namespace: string, name: string): PanelSpec[] {
  const pods = `namespace="${namespace}",pod=~"${name}-.+"`;
  const containers = `${pods},container!="",container!="POD"`;
  return [
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
    ? [...servicePanels(namespace, name), ...resourcePanels(namespace, name)]
    : pipelinePanels(namespace, name);
}

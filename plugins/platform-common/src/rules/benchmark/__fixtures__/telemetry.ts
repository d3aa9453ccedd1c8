/** What the benchmark's own systems say when they are asked. */
import { observed } from '../../../model';
import {
  LabelSet,
  TelemetryKind,
  TelemetryParts,
  TelemetryReading,
} from '../../../telemetry';
import { NOW } from '../../testing/observeNow';
import { hoursAgo } from './objects';

type Loose = { [part: string]: unknown };

/** A reading of one system, all parts of which could be read. */
export function reading<K extends TelemetryKind>(
  kind: K,
  serviceId: string,
  parts: { [P in keyof TelemetryParts[K]]: TelemetryParts[K][P] },
): TelemetryReading {
  const source = { kind: 'api' as const, name: serviceId };
  return {
    kind,
    id: serviceId,
    serviceId,
    cluster: 'demo',
    address: `${serviceId}.monitoring:80`,
    parts: Object.fromEntries(
      Object.entries(parts as Loose).map(([name, value]) => [
        name,
        observed({ value, now: NOW, source }),
      ]),
    ),
  } as TelemetryReading;
}

const JOBS = [
  ['data', 'trino'],
  ['data', 'superset'],
  ['data', 'postgresql'],
  ['data', 'orders'],
  ['data', 'dolphinscheduler'],
  ['monitoring', 'grafana'],
] as const;

function series(): LabelSet[] {
  return JOBS.flatMap(([namespace, job]): LabelSet[] => [
    { __name__: 'up', job, namespace, instance: `${job}:80` },
    { __name__: `${job}_requests_total`, job, namespace },
  ]);
}

/** The readings. */
export function telemetryOf(): TelemetryReading[] {
  const all = series();
  return [
    reading('victoria-metrics', 'victoria-metrics', {
      build: { version: '1.102.0' },
      series: {
        complete: true,
        series: all,
        names: [...new Set(all.map(({ __name__: name }) => name))],
      },
      targets: {
        active: JOBS.map(([namespace, job]) => ({
          job,
          instance: `${job}:80`,
          url: `http://${job}.${namespace}:80/metrics`,
          health: 'up' as const,
          lastScrape: hoursAgo(0.01),
          labels: { job, namespace, service: job },
        })),
        dropped: 0,
      },
      rules: [
        {
          group: 'trino',
          name: 'TrinoDown',
          type: 'alerting',
          expression: 'up{job="trino"} == 0',
          health: 'ok',
          lastEvaluation: hoursAgo(0.01),
          state: 'inactive',
          forSeconds: 120,
          labels: { severity: 'critical', service: 'trino' },
          annotations: {
            runbook_url:
              'https://portal.example.com/docs/default/resource/trino-down',
          },
        },
      ],
      alerts: [],
      volumes: [],
      figures: [],
    }),
    reading('alertmanager', 'alertmanager', {
      status: { version: '0.27.0', cluster: 'ready', peers: 2 },
      alerts: [],
      silences: [],
      receivers: ['null', 'on-call'],
    }),
    reading('loki', 'loki', {
      ready: { ready: true },
      build: { version: '3.1.0' },
      labels: ['namespace', 'app'],
      streams: {
        complete: true,
        streams: [
          ...JOBS.map(([namespace, app]) => ({ namespace, app })),
          ...['alertmanager', 'victoria-metrics', 'loki'].map(app => ({
            namespace: 'monitoring',
            app,
          })),
          { namespace: 'data', app: 'ingest-eia' },
          { namespace: 'velero', app: 'velero' },
          { namespace: 'edge', app: 'cloudflared' },
          ...['coredns', 'metrics-server', 'calico-node'].map(app => ({
            namespace: 'kube-system',
            app,
          })),
        ],
      },
      newest: {
        at: hoursAgo(0.01),
        labels: { namespace: 'data' },
        from: hoursAgo(1),
      },
    }),
    reading('grafana', 'grafana', {
      health: { database: 'ok', version: '11.2.0' },
      dashboards: {
        complete: true,
        unreadable: [],
        dashboards: [
          {
            uid: 'trino-overview',
            title: 'Trino overview',
            tags: ['trino'],
            provisioned: true,
            variables: [],
            panels: [
              {
                id: 1,
                title: 'Requests',
                type: 'timeseries',
                library: false,
                queries: [
                  {
                    refId: 'A',
                    expression: 'rate(trino_requests_total[5m])',
                    datasource: 'vm',
                    datasourceType: 'prometheus',
                    hidden: false,
                  },
                ],
              },
              {
                id: 2,
                title: 'Notes',
                type: 'text',
                library: false,
                queries: [],
              },
            ],
          },
        ],
      },
      datasources: [
        {
          uid: 'vm',
          name: 'VictoriaMetrics',
          type: 'prometheus',
          url: 'http://victoria-metrics.monitoring.svc:8428',
          isDefault: true,
        },
        {
          uid: 'loki',
          name: 'Loki',
          type: 'loki',
          url: 'http://loki.monitoring:3100',
          isDefault: false,
        },
      ],
      alertRules: [],
    }),
    reading('dolphinscheduler', 'dolphinscheduler', {
      projects: [{ code: '1', name: 'market-data' }],
      workflows: [
        {
          code: '11',
          name: 'eia-daily',
          projectCode: '1',
          projectName: 'market-data',
          description: '',
          state: 'online',
        },
      ],
      definitions: { complete: true, texts: [] },
      schedules: [
        {
          id: 's1',
          workflowCode: '11',
          projectCode: '1',
          state: 'online',
          crontab: '0 30 6 * * ? *',
          timezone: 'UTC',
        },
      ],
      runs: {
        complete: true,
        from: hoursAgo(24 * 7),
        to: hoursAgo(0),
        runs: [1, 2, 3, 4, 5, 6, 7].map(i => ({
          id: `${i}`,
          name: `eia-daily-${i}`,
          workflowCode: '11',
          projectCode: '1',
          state: 'SUCCESS',
          outcome: 'succeeded' as const,
          startedAt: hoursAgo(24 * i - 13),
          endedAt: hoursAgo(24 * i - 13.5),
          dryRun: false,
        })),
      },
      failedTasks: { complete: true, tasks: [] },
      logs: { complete: true, logs: [] },
      statistics: {
        total: 7,
        byState: [{ state: 'SUCCESS', outcome: 'succeeded', count: 7 }],
      },
      taskStatistics: {
        total: 21,
        byState: [{ state: 'SUCCESS', outcome: 'succeeded', count: 21 }],
      },
    }),
  ];
}

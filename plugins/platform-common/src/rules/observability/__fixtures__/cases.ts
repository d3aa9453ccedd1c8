import {
  defects,
  edit,
  lookAlikes,
  podsOf,
  silence,
  told,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { at, without } from '../../benchmark/__fixtures__/platform';
import { failed } from '../../../model';
import { artefact } from '../../benchmark/__fixtures__/tree';
import { hoursAgo, make } from '../../benchmark/__fixtures__/objects';

const STORE = 'victoria-metrics' as const;
const board = (p: Parameters<typeof told>[0]) =>
  told(p, 'grafana', 'dashboards').dashboards[0] as never as Record<
    string,
    unknown
  > & { panels: Record<string, unknown>[] };
const query = (expression: string) => [
  {
    refId: 'A',
    expression,
    datasource: 'vm',
    datasourceType: 'prometheus',
    hidden: false,
  },
];
const loaded = (p: Parameters<typeof told>[0]) =>
  told(p, STORE, 'rules')[0] as never as Record<string, unknown>;
const declare = (
  p: Parameters<typeof told>[0],
  ...more: ReturnType<typeof artefact>[]
) => {
  p.tree = { ...p.tree, artefacts: [...p.tree.artefacts, ...more] };
};
const undeclare = (
  p: Parameters<typeof told>[0],
  kind: string,
  name?: string,
) => {
  p.tree = {
    ...p.tree,
    artefacts: p.tree.artefacts.filter(
      one => one.kind !== kind || (name !== undefined && one.name !== name),
    ),
  };
};

/** Cases of observability, written before its rules. */
export const OBSERVABILITY = [
  ...defects(
    [
      'metrics-scraped',
      'trino',
      'Its target is down.',
      p => {
        const t = told(p, STORE, 'targets').active as never as Record<
          string,
          unknown
        >[];
        t[0].health = 'down';
        t[0].lastError = 'connection refused';
      },
    ],
    [
      'metrics-scraped',
      'trino',
      'It asks to be scraped, and no target is of it.',
      p => {
        (told(p, STORE, 'targets').active as never as unknown[]).shift();
      },
    ],
    [
      'scrape-config-matches',
      'trino',
      'The ServiceMonitor asks for a port that the Service does not have.',
      p => {
        edit(p, 'ServiceMonitor', 'data/trino').spec.endpoints = [
          { port: 'metrics' },
        ] as never;
      },
    ],
    [
      'scrape-config-matches',
      'orders',
      'The ServiceMonitor that bears its name selects nothing.',
      p => {
        p.objects.push(
          make('monitoring.coreos.com/v1', 'ServiceMonitor', 'data/orders', {
            spec: {
              selector: { matchLabels: { app: 'order' } },
              endpoints: [{ port: 'http' }],
            },
          }),
        );
      },
      { also: ['orders metrics-scraped'] },
    ],
    [
      'dashboard-exists',
      'trino',
      'A critical service that no dashboard is about.',
      p => {
        (
          told(p, 'grafana', 'dashboards').dashboards as never as unknown[]
        ).pop();
        undeclare(p, 'dashboard');
      },
    ],
    [
      'dashboard-has-data',
      'trino',
      'A panel asks for a metric that nobody has.',
      p => {
        board(p).panels[0].queries = query('rate(trino_querys_total[5m])');
      },
    ],
    [
      'dashboard-has-data',
      'trino',
      'A panel asks nothing.',
      p => {
        board(p).panels[0].queries = [];
      },
    ],
    [
      'dashboard-uid-unique',
      'trino',
      'Two files have dashboards of one uid: the last one wins.',
      p =>
        declare(
          p,
          artefact(
            'dashboard',
            'trino-overview',
            { uid: 'trino-overview', panels: '4' },
            {
              title: 'Trino overview (copy)',
              origin: {
                source: 'platform',
                path: 'dashboards/copy.json',
                line: 1,
              },
            },
          ),
        ),
    ],
    [
      'dashboard-uid-unique',
      'trino',
      'The dashboard of another service bears its uid.',
      p =>
        declare(
          p,
          artefact(
            'dashboard',
            'trino-overview',
            { uid: 'trino-overview', panels: '4' },
            {
              title: 'Superset',
              origin: {
                source: 'platform',
                path: 'dashboards/superset.json',
                line: 1,
              },
            },
          ),
        ),
      { also: ['superset dashboard-uid-unique'] },
    ],
    [
      'dashboard-panels-exist',
      'trino',
      'A dashboard that is only written has a panel that its Grafana does not load.',
      p => {
        told(p, 'grafana', 'health').version = '12.0.1' as never;
        declare(
          p,
          artefact(
            'dashboard',
            'trino-nightly',
            { uid: 'trino-nightly', panels: '2', types: 'graph, stat' },
            { title: 'Trino nightly' },
          ),
        );
      },
    ],
    [
      'dashboard-panels-exist',
      'trino',
      'The pie chart of a plugin that Grafana 11 no longer loads.',
      p => {
        board(p).panels[0].type = 'grafana-piechart-panel';
      },
    ],
    [
      'dashboard-panels-exist',
      'trino',
      'The graph panel went with Grafana 12.',
      p => {
        board(p).panels[0].type = 'graph';
        told(p, 'grafana', 'health').version = '12.0.1' as never;
      },
    ],
    [
      'dashboard-shows-title',
      'trino',
      'It says Trino, and every query asks about Superset.',
      p => {
        board(p).panels[0].queries = query('rate(superset_requests_total[5m])');
      },
    ],
    [
      'alert-exists',
      'trino',
      'Nothing watches a critical service.',
      p => {
        (told(p, STORE, 'rules') as never as unknown[]).pop();
        undeclare(p, 'alert-rule');
      },
      { also: ['trino runbook-targets-exist'] },
    ],
    [
      'alert-can-fire',
      'trino',
      'The alert looks at a job that nobody scrapes.',
      p => {
        loaded(p).expression = 'up{job="trino-coordinator"} == 0';
      },
    ],
    [
      'alert-loaded',
      'trino',
      'The rule is written, and nothing has loaded it.',
      p =>
        declare(
          p,
          artefact('alert-rule', 'TrinoSlow', {
            group: 'trino',
            expr: 'trino_requests_total > 5',
            severity: 'warning',
          }),
        ),
    ],
    [
      'alert-evaluates',
      'trino',
      'The evaluation of the rule fails.',
      p => {
        loaded(p).health = 'error';
        loaded(p).lastError = 'many-to-many matching';
      },
    ],
    [
      'alert-evaluates',
      'trino',
      'The rule was last evaluated three hours ago.',
      p => {
        loaded(p).lastEvaluation = hoursAgo(3);
      },
    ],
    [
      'alert-in-time',
      'trino',
      'A critical alert waits half an hour.',
      p => {
        loaded(p).forSeconds = 1800;
      },
    ],
    [
      'alert-runbook-named',
      'trino',
      'A written alert says nothing about what to do, and no evaluator is asked.',
      p => {
        silence(p, 'victoria-metrics');
        silence(p, 'vmalert');
        declare(
          p,
          artefact('alert-rule', 'TrinoSlow', {
            group: 'trino',
            expr: 'trino_requests_total > 5',
            severity: 'warning',
          }),
        );
      },
    ],
    [
      'alert-runbook-named',
      'trino',
      'The alert says nothing about what to do.',
      p => {
        loaded(p).annotations = {};
      },
    ],
    [
      'alert-runbook-resolves',
      'trino',
      'The runbook that the alert names does not exist.',
      p => {
        loaded(p).annotations = {
          runbook_url:
            'https://portal.example.com/docs/default/resource/trino-gone',
        };
      },
    ],
    [
      'logs-arrive',
      'trino',
      'Its namespace sends logs, and it does not.',
      p => {
        const s = told(p, 'loki', 'streams');
        s.streams = (s.streams as never as { app: string }[]).filter(
          ({ app }) => app !== 'trino',
        ) as never;
      },
    ],
    [
      'datasources-answer',
      'grafana',
      'A data source leads to a Service that is not there.',
      p => {
        (
          told(p, 'grafana', 'datasources')[0] as never as Record<
            string,
            unknown
          >
        ).url = 'http://prometheus.monitoring.svc:9090';
      },
    ],
    [
      'datasources-answer',
      'grafana',
      'The Service behind a data source has no address.',
      p => {
        edit(p, 'EndpointSlice', 'monitoring/loki-abc').endpoints = [] as never;
      },
      { also: ['loki service-has-endpoints'] },
    ],
    [
      'alert-routes-end',
      'alertmanager',
      'The only receiver is called null.',
      p => {
        (
          p.telemetry.find(({ kind }) => kind === 'alertmanager')!
            .parts as never as { receivers: { value: string[] } }
        ).receivers.value = ['null'];
      },
    ],
    [
      'alert-routes-end',
      'alertmanager',
      'An alert that fires goes to nobody.',
      p => {
        (
          p.telemetry.find(({ kind }) => kind === 'alertmanager')!
            .parts as never as { alerts: { value: unknown[] } }
        ).alerts.value = [
          {
            name: 'TrinoDown',
            state: 'firing',
            labels: { severity: 'critical' },
            annotations: {},
            receivers: ['null'],
          },
        ];
      },
    ],
  ),
  ...lookAlikes(
    [
      'metrics-scraped',
      'orders',
      'Nothing says that it has metrics, and a target of it is there.',
      () => undefined,
    ],
    [
      'metrics-scraped',
      'trino',
      'A second target of it is found and not asked yet.',
      p => {
        (told(p, STORE, 'targets').active as never as unknown[]).push({
          job: 'trino',
          instance: 'new',
          url: 'http://n',
          health: 'unknown',
          labels: { job: 'trino', namespace: 'data' },
        });
      },
    ],
    [
      'scrape-config-matches',
      'trino',
      'A monitor that selects a Service of another namespace.',
      p => {
        p.objects.push(
          make(
            'monitoring.coreos.com/v1',
            'ServiceMonitor',
            'monitoring/trino-remote',
            {
              spec: {
                namespaceSelector: { matchNames: ['data'] },
                selector: {
                  matchLabels: { 'app.kubernetes.io/name': 'trino' },
                },
                endpoints: [{ port: 'http' }],
              },
            },
          ),
        );
      },
      { says: 'pass' },
    ],
    [
      'scrape-config-matches',
      'trino',
      'A port by number instead of by name.',
      p => {
        edit(p, 'ServiceMonitor', 'data/trino').spec.endpoints = [
          { targetPort: 8080 },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'dashboard-exists',
      'orders',
      'What is not critical needs no dashboard of its own.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'dashboard-exists',
      'trino',
      'Its dashboard is declared and lives in another Grafana.',
      p => {
        (
          told(p, 'grafana', 'dashboards').dashboards as never as unknown[]
        ).pop();
      },
      { says: 'pass' },
    ],
    [
      'dashboard-has-data',
      'trino',
      'A panel with text asks nothing, as it should.',
      () => undefined,
      { says: 'pass' },
    ],
    [
      'dashboard-has-data',
      'trino',
      'A query that is hidden does not have to return anything.',
      p => {
        (board(p).panels[0].queries as unknown[]).push({
          refId: 'B',
          expression: 'gone_total',
          datasource: 'vm',
          datasourceType: 'prometheus',
          hidden: true,
        });
      },
      { says: 'pass' },
    ],
    [
      'dashboard-uid-unique',
      'trino',
      'Two dashboards with one title and two uids.',
      p =>
        declare(
          p,
          artefact(
            'dashboard',
            'trino-detail',
            { uid: 'trino-detail', panels: '4' },
            { title: 'Trino overview' },
          ),
        ),
      { says: 'pass' },
    ],
    [
      'dashboard-uid-unique',
      'trino',
      'A dashboard without uid gets one from Grafana.',
      p =>
        declare(
          p,
          artefact(
            'dashboard',
            'Trino nightly',
            { panels: '1' },
            { title: 'Trino nightly' },
          ),
        ),
      { says: 'pass' },
    ],
    [
      'dashboard-panels-exist',
      'trino',
      'The graph panel still loads in Grafana 11.',
      p => {
        board(p).panels[0].type = 'graph';
      },
      { says: 'pass' },
    ],
    [
      'dashboard-shows-title',
      'trino',
      'Half of it asks about the store that Trino reads.',
      p => {
        board(p).panels[1] = {
          id: 2,
          title: 'Store',
          type: 'timeseries',
          library: false,
          queries: query('postgresql_requests_total'),
        };
      },
      { says: 'pass' },
    ],
    [
      'alert-exists',
      'orders',
      'Not critical: nobody is to be woken for it.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'alert-can-fire',
      'trino',
      'An alert on absence fires when nothing is there.',
      p => {
        loaded(p).expression =
          'absent(up{job="trino-coordinator", service="trino"})';
      },
      { says: 'pass' },
    ],
    [
      'alert-loaded',
      'trino',
      'The same name in another group is loaded.',
      p =>
        declare(
          p,
          artefact('alert-rule', 'TrinoDown', {
            group: 'platform',
            expr: 'up{job="trino"} == 0',
            severity: 'critical',
          }),
        ),
      { says: 'pass' },
    ],
    [
      'alert-evaluates',
      'trino',
      'A rule that was loaded a moment ago has not been evaluated yet.',
      p => {
        delete loaded(p).lastEvaluation;
        loaded(p).health = 'unknown';
      },
    ],
    [
      'alert-in-time',
      'trino',
      'A warning may wait half an hour.',
      p => {
        loaded(p).forSeconds = 1800;
        loaded(p).labels = { severity: 'warning', service: 'trino' };
      },
    ],
    [
      'alert-runbook-named',
      'trino',
      'The annotation is called runbook.',
      p => {
        loaded(p).annotations = { runbook: 'trino-down' };
      },
      { says: 'pass' },
    ],
    [
      'logs-arrive',
      'ingest-eia',
      'Its pods have ended: there is nothing to log at present.',
      () => undefined,
      { says: 'not-applicable' },
    ],
    [
      'logs-arrive',
      'trino',
      'Its containers are being made and have never said a word.',
      p => {
        for (const pod of podsOf(p, 'data/trino')) {
          pod.status.containerStatuses = [
            {
              name: 'trino',
              restartCount: 0,
              state: { waiting: { reason: 'ContainerCreating' } },
            },
          ] as never;
        }
        const s = told(p, 'loki', 'streams');
        s.streams = (s.streams as never as { app: string }[]).filter(
          ({ app }) => app !== 'trino',
        ) as never;
      },
      { says: 'not-applicable' },
    ],
    [
      'logs-arrive',
      'trino',
      'The stream has another label, `container`.',
      p => {
        const s = told(p, 'loki', 'streams');
        s.streams = [
          ...(s.streams as never as { app: string }[]).filter(
            ({ app }) => app !== 'trino',
          ),
          { namespace: 'data', container: 'trino' },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'datasources-answer',
      'grafana',
      'A source that is built in has no address.',
      p => {
        (told(p, 'grafana', 'datasources') as never as unknown[]).push({
          uid: 'testdata',
          name: 'TestData',
          type: 'testdata',
          url: '',
          isDefault: false,
        });
      },
    ],
    [
      'alert-routes-end',
      'alertmanager',
      'The watchdog ends nowhere by design.',
      p => {
        (
          p.telemetry.find(({ kind }) => kind === 'alertmanager')!
            .parts as never as { alerts: { value: unknown[] } }
        ).alerts.value = [
          {
            name: 'Watchdog',
            state: 'firing',
            labels: { severity: 'none' },
            annotations: {},
            receivers: ['null'],
          },
        ];
      },
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'alert-runbook-resolves',
      'trino',
      'The runbook lies on a site of runbooks that is not the portal.',
      p => {
        loaded(p).annotations = {
          runbook_url:
            'https://runbooks.prometheus-operator.dev/runbooks/general/targetdown',
        };
      },
    ],
    [
      'metrics-scraped',
      'trino',
      'No scraper is asked.',
      p => {
        silence(p, STORE);
      },
    ],
    [
      'dashboard-has-data',
      'trino',
      'The series could not be read whole.',
      p => {
        const s = told(p, STORE, 'series');
        s.complete = false as never;
        delete (s as Record<string, unknown>).names;
        s.series = [] as never;
      },
    ],
    [
      'alert-can-fire',
      'trino',
      'The series of the store are not read whole.',
      p => {
        const s = told(p, STORE, 'series');
        s.complete = false as never;
        delete (s as Record<string, unknown>).names;
        s.series = [] as never;
      },
    ],
    [
      'alert-runbook-resolves',
      'trino',
      'The runbook is kept elsewhere, where nobody reads.',
      p => {
        loaded(p).annotations = {
          runbook_url: 'https://wiki.example.org/x/trino',
        };
      },
    ],
    [
      'logs-arrive',
      'trino',
      'No store of logs is asked.',
      p => {
        silence(p, 'loki');
      },
    ],
    [
      'alert-loaded',
      'trino',
      'No evaluator is asked.',
      p => {
        silence(p, STORE);
      },
    ],
    [
      'alert-loaded',
      'trino',
      'Another evaluator is there, and cannot be read.',
      p => {
        declare(
          p,
          artefact('alert-rule', 'TrinoSlow', {
            group: 'trino',
            expr: 'trino_requests_total > 5',
            severity: 'warning',
            runbook:
              'https://portal.example.com/docs/default/resource/trino-down',
          }),
        );
        const part = failed<never>({
          reason: 'connection refused',
          now: Date.parse(hoursAgo(0)),
          source: { kind: 'api', name: 'vmalert' },
        });
        p.telemetry = [
          ...p.telemetry,
          {
            kind: 'vmalert',
            id: 'vmalert',
            address: 'vmalert:8880',
            parts: { rules: part, alerts: part },
          },
        ];
      },
    ],
    [
      'datasources-answer',
      'grafana',
      'A data source outside the cluster.',
      p => {
        (
          told(p, 'grafana', 'datasources')[0] as never as Record<
            string,
            unknown
          >
        ).url = 'https://metrics.example.org';
      },
    ],
    [
      'alert-exists',
      'trino',
      'Neither rules nor manifests are read.',
      p => {
        silence(p, STORE);
        p.withoutTree = true;
      },
    ],
    [
      'dashboard-exists',
      'trino',
      'Neither Grafana nor manifests are read.',
      p => {
        silence(p, 'grafana');
        p.withoutTree = true;
      },
    ],
    [
      'scrape-config-matches',
      'trino',
      'Services may not be read.',
      p => {
        p.unread.push('services');
        without(p, 'Service', 'none');
        at(p, 'Deployment', 'data/trino');
      },
    ],
  ),
];

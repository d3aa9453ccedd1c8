import {
  buildDashboard,
  lookBack,
  panelsFor,
  PanelSpec,
} from '../../manifests';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { sha256 } from '../sha256';
import { jsonText } from '../text';

/** Grafana takes 40 characters. */
const LONGEST_UID = 40;

/** The uid of a pipeline's dashboard; a long name keeps its end apart by a digest. */
export function dashboardUid(name: string): string {
  return name.length <= LONGEST_UID
    ? name
    : `${name.slice(0, LONGEST_UID - 9)}-${sha256(name).slice(0, 8)}`;
}

function panel(
  title: string,
  description: string,
  more: Pick<PanelSpec, 'kind' | 'unit' | 'queries'>,
): PanelSpec {
  return { title, description, ...more };
}

/**
 * How the numbers of a connector are asked for. A run that ends sends each once, with what it counted itself: the newest is looked for, and those of
 * a day are added up. A process that does not end is scraped: its counters grow, and start again with it.
 */
interface Asking {
  newest(metric: string): string;
  inADay(metric: string): string;
}

function askingOf(
  name: string,
  { runs }: ConnectorPlan,
  freshnessHours: number,
): Asking {
  const series = (metric: string) => `${metric}{connector="${name}"}`;
  return {
    newest: metric =>
      `last_over_time(${series(metric)}${lookBack(freshnessHours)})`,
    inADay: metric =>
      runs === 'always'
        ? `increase(${series(metric)}[1d])`
        : `sum_over_time(${series(metric)}[1d])`,
  };
}

/** What the connector itself tells; every name is one that the runtime exports. */
function connectorPanels({ newest, inADay }: Asking): PanelSpec[] {
  return [
    panel('Age of the last success', 'By the connector itself, by stream.', {
      kind: 'stat',
      unit: 's',
      queries: [
        {
          expr: `time() - max(${newest(
            'connector_last_success_timestamp_seconds',
          )})`,
          legend: 'age',
        },
      ],
    }),
    panel('Behind the source', 'How far the cursor was behind the clock.', {
      kind: 'stat',
      unit: 's',
      queries: [
        {
          expr: `max(${newest('connector_cursor_lag_seconds')})`,
          legend: 'lag',
        },
      ],
    }),
    panel('Records of a day', 'Read, loaded, rejected, and known already.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (outcome) (${inADay('connector_records_total')})`,
          legend: '{{outcome}}',
        },
      ],
    }),
    panel('Set aside and drift', 'Rows and columns that broke the contract.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (reason) (${inADay('connector_dlq_records_total')})`,
          legend: 'set aside: {{reason}}',
        },
        {
          expr: `sum by (kind) (${inADay('connector_schema_drift_total')})`,
          legend: 'drift: {{kind}}',
        },
      ],
    }),
    panel('Expectations', '1 is met, 0 is broken in the last run.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: newest('connector_dq_check_result'), legend: '{{check}}' },
      ],
    }),
  ];
}

function httpPanels({ newest, inADay }: Asking): PanelSpec[] {
  return [
    panel('Requests of a day', 'By class of answer, and those repeated.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (status_class) (${inADay(
            'connector_http_requests_total',
          )})`,
          legend: '{{status_class}}',
        },
        {
          expr: `sum(${inADay('connector_http_retries_total')})`,
          legend: 'repeated',
        },
      ],
    }),
    panel(
      'Calls left today, circuit',
      'As the last run left them. Below 0.2 of the quota is tight.',
      {
        kind: 'timeseries',
        unit: 'short',
        queries: [
          {
            expr: `min by (group) (${newest('connector_quota_remaining')})`,
            legend: 'left: {{group}}',
          },
          {
            expr: `max(${newest('connector_circuit_state')})`,
            legend: 'circuit (2 is open)',
          },
        ],
      },
    ),
  ];
}

/** The dashboard of a pipeline. */
export function dashboardFile(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  freshnessHours: number,
): string {
  const { name, namespace } = spec;
  const asking = askingOf(name, plan, freshnessHours);
  const watched =
    plan.runs === 'always' || spec.scheduler !== 'kubernetes'
      ? []
      : panelsFor({ watched: 'pipeline', namespace, name }).slice(1);
  return jsonText(
    buildDashboard({
      uid: dashboardUid(name),
      title: spec.title ?? name,
      tags: ['254carbon', 'pipeline', plan.source.name],
      panels: [
        ...connectorPanels(asking),
        ...(plan.world === 'http' ? httpPanels(asking) : []),
        ...watched,
      ],
    }),
  );
}

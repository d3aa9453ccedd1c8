import { buildDashboard, panelsFor, PanelSpec } from '../../manifests';
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

/** What the connector itself tells; every name is one that the runtime exports. */
function connectorPanels(name: string, isHttp: boolean): PanelSpec[] {
  const of = `connector="${name}"`;
  const overview = [
    panel('Age of the last success', 'By the connector itself, by stream.', {
      kind: 'stat',
      unit: 's',
      queries: [
        {
          expr: `time() - max(connector_last_success_timestamp_seconds{${of}})`,
          legend: 'age',
        },
      ],
    }),
    panel('Behind the source', 'How far the cursor is behind the clock.', {
      kind: 'stat',
      unit: 's',
      queries: [
        { expr: `max(connector_cursor_lag_seconds{${of}})`, legend: 'lag' },
      ],
    }),
    panel('Records', 'Read, loaded, rejected, and known already.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (outcome) (increase(connector_records_total{${of}}[1d]))`,
          legend: '{{outcome}}',
        },
      ],
    }),
    panel('Set aside and drift', 'Rows and columns that broke the contract.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (reason) (increase(connector_dlq_records_total{${of}}[1d]))`,
          legend: 'set aside: {{reason}}',
        },
        {
          expr: `sum by (kind) (increase(connector_schema_drift_total{${of}}[1d]))`,
          legend: 'drift: {{kind}}',
        },
      ],
    }),
    panel('Expectations', '1 is met, 0 is broken in the last run.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        { expr: `connector_dq_check_result{${of}}`, legend: '{{check}}' },
      ],
    }),
  ];
  return isHttp ? [...overview, ...httpPanels(of)] : overview;
}

function httpPanels(of: string): PanelSpec[] {
  return [
    panel('Requests', 'By class of answer, and those repeated.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `sum by (status_class) (increase(connector_http_requests_total{${of}}[1d]))`,
          legend: '{{status_class}}',
        },
        {
          expr: `sum(increase(connector_http_retries_total{${of}}[1d]))`,
          legend: 'repeated',
        },
      ],
    }),
    panel('Calls left today, circuit', 'Below 0.2 of the quota is tight.', {
      kind: 'timeseries',
      unit: 'short',
      queries: [
        {
          expr: `min by (group) (connector_quota_remaining{${of}})`,
          legend: 'left: {{group}}',
        },
        {
          expr: `max(connector_circuit_state{${of}})`,
          legend: 'circuit (2 is open)',
        },
      ],
    }),
  ];
}

/** The dashboard of a pipeline. */
export function dashboardFile(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
): string {
  const { name, namespace } = spec;
  const watched =
    plan.runs === 'always' || spec.scheduler !== 'kubernetes'
      ? []
      : panelsFor({ watched: 'pipeline', namespace, name }).slice(1);
  return jsonText(
    buildDashboard({
      uid: dashboardUid(name),
      title: spec.title ?? name,
      tags: ['254carbon', 'pipeline', plan.source.name],
      panels: [...connectorPanels(name, plan.world === 'http'), ...watched],
    }),
  );
}

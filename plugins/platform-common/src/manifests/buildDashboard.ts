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

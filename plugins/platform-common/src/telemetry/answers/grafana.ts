/**
 * The answers of Grafana's HTTP API. Source: grafana.com/docs/grafana/latest/developers/http_api. Old dashboards name
 * a data source by its name, newer ones by `{ type, uid }`; rows hold their panels when they are collapsed and
 * merely stand before them when they are not.
 */
import { z } from 'zod';
import {
  Dashboard,
  DashboardVariable,
  GrafanaAlertRule,
  GrafanaDatasource,
  Panel,
  PanelQuery,
} from '../dashboards';
import { WireLabels, wireList, WireText, WireTime } from './wire';

/** `GET /api/health`; comes with 503 when the database fails. */
export const GrafanaHealthAnswer = z
  .object({ database: z.string(), version: z.string().optional() })
  .transform(({ database, version }) => ({
    database,
    ...(version ? { version } : {}),
  }));

/** `GET /api/search?type=dash-db`. */
export const GrafanaSearchAnswer = z.array(
  z.object({ uid: z.string(), title: z.string() }),
);

/** `GET /api/datasources`. Addresses are kept, credentials in them and beside them are not. */
export const GrafanaDatasourcesAnswer = z.array(
  z
    .object({
      uid: WireText,
      name: z.string(),
      type: z.string(),
      url: WireText,
      isDefault: z.boolean().optional(),
    })
    .transform(
      ({ uid, name, type, url, isDefault }): GrafanaDatasource => ({
        uid,
        name,
        type,
        url,
        isDefault: isDefault ?? false,
      }),
    ),
);

/** `GET /api/v1/provisioning/alert-rules`. */
export const GrafanaAlertRulesAnswer = z.array(
  z
    .object({
      uid: z.string(),
      title: z.string(),
      ruleGroup: WireText,
      folderUID: WireText,
      isPaused: z.boolean().optional(),
      data: wireList(
        z.object({ model: z.record(z.string(), z.unknown()).optional() }),
      ),
      labels: WireLabels,
      annotations: WireLabels,
    })
    .transform(
      (rule): GrafanaAlertRule => ({
        uid: rule.uid,
        title: rule.title,
        group: rule.ruleGroup,
        folderUid: rule.folderUID,
        paused: rule.isPaused ?? false,
        expressions: rule.data.flatMap(({ model }) =>
          typeof model?.expr === 'string' ? [model.expr] : [],
        ),
        labels: rule.labels,
        annotations: rule.annotations,
      }),
    ),
);

const WireDatasource = z
  .union([
    z.string(),
    z.object({ uid: z.string().nullish(), type: z.string().nullish() }),
    z.null(),
  ])
  .optional()
  .transform(told =>
    typeof told === 'string'
      ? { uid: told, type: undefined }
      : { uid: told?.uid ?? undefined, type: told?.type ?? undefined },
  );

const WireQuery = z.object({
  refId: WireText,
  expr: z.string().optional(),
  datasource: WireDatasource,
  hide: z.boolean().optional(),
});

const WirePanel = z.object({
  id: z.number().optional(),
  title: WireText,
  type: WireText,
  datasource: WireDatasource,
  targets: wireList(WireQuery),
  libraryPanel: z.unknown().optional(),
});

const WireRow = WirePanel.extend({ panels: wireList(WirePanel) });

function toQuery(
  query: z.output<typeof WireQuery>,
  panel: z.output<typeof WirePanel>,
): PanelQuery {
  const uid = query.datasource.uid ?? panel.datasource.uid;
  const type = query.datasource.type ?? panel.datasource.type;
  return {
    refId: query.refId,
    hidden: query.hide ?? false,
    ...(query.expr === undefined ? {} : { expression: query.expr }),
    ...(uid ? { datasource: uid } : {}),
    ...(type ? { datasourceType: type } : {}),
  };
}

function toPanel(panel: z.output<typeof WirePanel>): Panel {
  return {
    title: panel.title,
    type: panel.type,
    queries: panel.targets.map(query => toQuery(query, panel)),
    library: panel.libraryPanel !== undefined && panel.libraryPanel !== null,
    ...(Number.isInteger(panel.id) ? { id: panel.id } : {}),
  };
}

const WireVariable = z.object({
  name: z.string(),
  type: WireText,
  query: z.unknown().optional(),
  current: z
    .object({ value: z.union([z.string(), z.array(z.string())]).nullish() })
    .nullish(),
  allValue: z.string().nullish(),
  includeAll: z.boolean().nullish(),
});

const ALL = '$__all';

function toVariable(
  variable: z.output<typeof WireVariable>,
): DashboardVariable {
  const { name, type, query, current, allValue } = variable;
  const chosen = [current?.value ?? []].flat().filter(value => value !== '');
  const constant =
    type === 'constant' && typeof query === 'string' ? [query] : [];
  return {
    name,
    type,
    values:
      constant.length > 0 ? constant : chosen.filter(value => value !== ALL),
    all: chosen.includes(ALL),
    ...(allValue ? { allValue } : {}),
  };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
};

/** `30s`, `1m`; nothing, `false` or an empty text is a dashboard that is not refreshed. */
const WireRefresh = z
  .unknown()
  .optional()
  .transform((told): number | undefined => {
    if (typeof told !== 'string') return undefined;
    const [, count, unit] = /^(\d+)(ms|[smhd])$/.exec(told) ?? [];
    return count ? Number(count) * UNIT_SECONDS[unit] : undefined;
  });

/** The dashboard itself, as in a file, a ConfigMap, or the answer of `GET /api/dashboards/uid/<uid>`. */
export const DashboardModel = z
  .object({
    uid: WireText,
    title: z.string(),
    tags: wireList(z.string()),
    version: z.number().int().nullish(),
    refresh: WireRefresh,
    panels: wireList(WireRow),
    templating: z.object({ list: wireList(WireVariable) }).nullish(),
  })
  .transform(
    (model): Dashboard => ({
      uid: model.uid,
      title: model.title,
      tags: model.tags,
      provisioned: false,
      panels: model.panels
        .flatMap(panel => (panel.type === 'row' ? panel.panels : [panel]))
        .map(toPanel),
      variables: (model.templating?.list ?? []).map(toVariable),
      ...(model.version ? { version: model.version } : {}),
      ...(model.refresh ? { refreshSeconds: model.refresh } : {}),
    }),
  );

/** `GET /api/dashboards/uid/<uid>`. */
export const GrafanaDashboardAnswer = z
  .object({
    dashboard: DashboardModel,
    meta: z
      .object({
        provisioned: z.boolean().optional(),
        folderTitle: WireText,
        updated: WireTime,
      })
      .optional(),
  })
  .transform(
    ({ dashboard, meta }): Dashboard => ({
      ...dashboard,
      provisioned: meta?.provisioned ?? false,
      ...(meta?.folderTitle ? { folder: meta.folderTitle } : {}),
      ...(meta?.updated ? { updatedAt: meta.updated } : {}),
    }),
  );

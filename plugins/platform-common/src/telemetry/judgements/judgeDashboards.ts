/**
 * Which dashboards have panels without data.
 *
 * A panel has data when one of the queries that it shows has; what it asks is judged against the series or streams of
 * the store that its data source leads to. A data source that is none of these, or that a variable decides and nobody
 * knows, leaves the panel open: *unknown*, with the reason.
 */
import { lastKnown, Observation } from '../../model';
import {
  Dashboard,
  DashboardsView,
  GrafanaDatasource,
  Panel,
  PanelQuery,
} from '../dashboards';
import { LogStreams, SeriesView } from '../metrics';
import { mapObservation } from '../observations';
import {
  DataState,
  judgeLogQuery,
  judgeQuery,
  QueryJudgement,
  VariableValue,
} from '../queries';

/** What panels are judged with; what is missing here makes them unknown. */
export interface DashboardSurroundings {
  series?: Observation<SeriesView>;
  streams?: Observation<LogStreams>;
  datasources?: Observation<GrafanaDatasource[]>;
}

/** What is known of a panel. */
export interface PanelJudgement {
  id?: number;
  title: string;
  type: string;
  /** `not-applicable`: it shows no queries (text, lists, news). */
  state: DataState | 'not-applicable';
  /** One sentence. */
  because: string;
  /** What was judged of the series is of an earlier read. */
  stale: boolean;
  queries: { refId: string; expression: string; judgement: QueryJudgement }[];
}

/** What is known of a dashboard. */
export interface DashboardJudgement {
  uid: string;
  title: string;
  /** `data`: every panel that asks has data. `partial`: some have none. `no-data`: none has, or it has no panel. */
  state: 'data' | 'partial' | 'no-data' | 'unknown';
  /** One sentence. */
  because: string;
  panels: PanelJudgement[];
}

const WITHOUT_QUERIES = new Set([
  'text',
  'row',
  'news',
  'dashlist',
  'alertlist',
  'annolist',
  'welcome',
  'gettingstarted',
  'pluginlist',
]);
/** Grafana's own pseudo data sources. */
const PSEUDO = /^(-- (Mixed|Grafana|Dashboard) --|grafana|-100)$/;

type Language = 'prometheus' | 'loki' | { unknown: string };

function languageOf(
  query: PanelQuery,
  datasources: readonly GrafanaDatasource[],
): Language {
  const { datasource = '', datasourceType } = query;
  const found = datasource
    ? datasources.find(
        ({ uid, name }) => uid === datasource || name === datasource,
      )
    : datasources.find(({ isDefault }) => isDefault);
  const type = found?.type ?? datasourceType;
  if (type === 'prometheus' || type === 'loki') return type;
  if (PSEUDO.test(datasource))
    return { unknown: `it asks ${datasource}, which is Grafana's own` };
  if (type)
    return {
      unknown: `its data source is of type ${type}, which is not read here`,
    };
  return {
    unknown: `its data source ${datasource || '(the default)'} is not known`,
  };
}

function unknown(
  because: string,
  from: Observation<unknown> | undefined,
): QueryJudgement {
  const source = from?.source ?? { kind: 'api' as const, name: 'grafana' };
  return { state: 'unknown', because, stale: false, selectors: [], source };
}

function judgePanelQuery(
  query: PanelQuery,
  variables: readonly VariableValue[],
  surroundings: DashboardSurroundings,
): QueryJudgement {
  const { series, streams, datasources } = surroundings;
  const { expression } = query;
  const listed = datasources && lastKnown(datasources)?.value;
  const language = languageOf(query, listed ?? []);
  if (expression === undefined)
    return unknown('It asks in a language that is not read here.', datasources);
  if (language === 'prometheus' && series)
    return judgeQuery({ expression, series, variables });
  if (language === 'loki' && streams)
    return judgeLogQuery({ expression, streams, variables });
  if (typeof language === 'object')
    return unknown(`It cannot be told: ${language.unknown}.`, datasources);
  return unknown(
    `It cannot be told: no ${language} is read that it could be asked of.`,
    datasources,
  );
}

function judgePanel(
  panel: Panel,
  variables: readonly VariableValue[],
  surroundings: DashboardSurroundings,
): PanelJudgement {
  const { title, type } = panel;
  const known = {
    title,
    type,
    stale: false,
    queries: [],
    ...(panel.id === undefined ? {} : { id: panel.id }),
  };
  if (panel.library && panel.queries.length === 0) {
    return {
      ...known,
      state: 'unknown',
      because: 'It is a panel of the library, which is not read.',
    };
  }
  if (WITHOUT_QUERIES.has(type))
    return {
      ...known,
      state: 'not-applicable',
      because: 'It shows no queries.',
    };
  const shown = panel.queries.filter(({ hidden }) => !hidden);
  if (shown.length === 0)
    return {
      ...known,
      state: 'no-data',
      because: 'It asks nothing; add a query.',
    };
  const queries = shown.map(query => ({
    refId: query.refId,
    expression: query.expression ?? '',
    judgement: judgePanelQuery(query, variables, surroundings),
  }));
  const states: readonly DataState[] = ['data', 'unknown', 'no-data'];
  const state =
    states.find(one =>
      queries.some(({ judgement }) => judgement.state === one),
    ) ?? 'unknown';
  const telling = queries.find(({ judgement }) => judgement.state === state);
  return {
    ...known,
    state,
    because: telling?.judgement.because ?? '',
    stale: queries.some(({ judgement }) => judgement.stale),
    queries,
  };
}

function conclude(
  panels: readonly PanelJudgement[],
): Pick<DashboardJudgement, 'state' | 'because'> {
  const asking = panels.filter(({ state }) => state !== 'not-applicable');
  const count = (wanted: DataState) =>
    asking.filter(({ state }) => state === wanted).length;
  if (asking.length === 0)
    return { state: 'no-data', because: 'It has no panel that asks anything.' };
  const [data, none] = [count('data'), count('no-data')];
  const because = `${data} of ${
    asking.length
  } panels have data, ${none} have none${
    data + none < asking.length
      ? `, of ${asking.length - data - none} it cannot be told`
      : ''
  }.`;
  if (none === asking.length) return { state: 'no-data', because };
  if (none > 0) return { state: 'partial', because };
  return { state: data === asking.length ? 'data' : 'unknown', because };
}

/** What is known of one dashboard, wherever it is from. */
export function judgeDashboard(
  dashboard: Dashboard,
  surroundings: DashboardSurroundings,
): DashboardJudgement {
  const panels = dashboard.panels.map(panel =>
    judgePanel(panel, dashboard.variables, surroundings),
  );
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    panels,
    ...conclude(panels),
  };
}

/** What is known of every dashboard of a Grafana; those that could not be read are *unknown*. */
export function judgeDashboards(
  dashboards: Observation<DashboardsView>,
  surroundings: DashboardSurroundings,
): Observation<DashboardJudgement[]> {
  return mapObservation(dashboards, view => [
    ...view.dashboards.map(dashboard =>
      judgeDashboard(dashboard, surroundings),
    ),
    ...view.unreadable.map(
      ({ uid, title, reason }): DashboardJudgement => ({
        uid,
        title,
        state: 'unknown',
        because: reason,
        panels: [],
      }),
    ),
  ]);
}

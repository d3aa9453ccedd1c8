/** Dashboards about a service, and the data sources behind them. */
import { lastKnown, Observation, observed } from '../../model';
import { Dashboard, DashboardJudgement, judgeDashboard } from '../../telemetry';
import { FactContext } from './context';
import { notGiven } from './knowledge';
import { namesOf, toWords, WordIndex } from './mentions';
import { once } from './once';
import { declaredTrees, treesAre } from './trees';
import { isAsked, joinParts, readingsOf, seriesOf } from './watching';

/** A dashboard about the service. */
export interface DashboardFact {
  /** `dashboard Trino overview`. */
  object: string;
  uid?: string;
  title: string;
  /** Seen in Grafana; else it is only written. */
  live: boolean;
  /** Other places where the same uid is written. */
  twins: readonly string[];
  /** Version of the Grafana that shows it. */
  grafana?: string;
  panelTypes: readonly string[];
  /** Panels whose queries return nothing, and those of which it cannot be told. */
  empty: readonly string[];
  unclear: readonly string[];
  /** `named`: its queries speak of the service; `other`: they speak of other services only; `none`: it has none that can be read. */
  asksAbout: 'named' | 'other' | 'none';
}

interface Shown {
  dashboard: Dashboard;
  version?: string;
}

function tell({ dashboard }: Shown): string {
  return [dashboard.title, dashboard.uid, ...dashboard.tags].join(' , ');
}

function liveBoards(context: FactContext): WordIndex<Shown> {
  return once(context.telemetry!, `boards ${context.service.cluster}`, () => {
    const shown = readingsOf(context, ['grafana']).flatMap(({ parts }) => {
      const version = lastKnown(parts.health)?.value.version;
      const view = lastKnown(parts.dashboards)?.value;
      return (view?.dashboards ?? []).map(dashboard => ({
        dashboard,
        ...(version ? { version } : {}),
      }));
    });
    return new WordIndex(shown, tell);
  });
}

interface Written {
  uid?: string;
  title: string;
  place: string;
}

function writtenBoards(context: FactContext): WordIndex<Written> {
  return once(treesAre(context), 'boards', () => {
    const trees = lastKnown(declaredTrees(context))?.value ?? [];
    const written = trees
      .flatMap(({ artefacts }) => artefacts)
      .filter(({ kind }) => kind === 'dashboard')
      .map(({ name, title = name, details, origin }) => ({
        title,
        place: `${origin.path}:${origin.line}`,
        ...(details.uid ? { uid: details.uid } : {}),
      }));
    return new WordIndex(written, ({ title, uid = '' }) => `${title} , ${uid}`);
  });
}

function judged(
  context: FactContext,
  dashboard: Dashboard,
): DashboardJudgement {
  return once(context.telemetry!, `board ${dashboard.uid}`, () => {
    const grafana = readingsOf(context, ['grafana'])[0];
    const streams = readingsOf(context, ['loki'])[0]?.parts.streams;
    const series = seriesOf(context);
    return judgeDashboard(dashboard, {
      ...(series ? { series } : {}),
      ...(streams ? { streams } : {}),
      ...(grafana ? { datasources: grafana.parts.datasources } : {}),
    });
  });
}

function namesOfAll({ services = [] }: FactContext): readonly {
  id: string;
  names: readonly string[];
}[] {
  return once(services, 'names of all', () =>
    services.map(one => ({ id: one.id, names: namesOf(one) })),
  );
}

function asksAbout(
  context: FactContext,
  dashboard: Dashboard,
): DashboardFact['asksAbout'] {
  const asked = dashboard.panels.flatMap(({ queries }) =>
    queries.flatMap(({ expression }) => expression ?? []),
  );
  if (asked.length === 0) return 'none';
  const words = toWords(asked.join(' , '));
  if (namesOf(context.service).some(name => words.includes(name)))
    return 'named';
  return namesOfAll(context).some(
    ({ id, names }) =>
      id !== context.service.id && names.some(name => words.includes(name)),
  )
    ? 'other'
    : 'none';
}

function liveFact(
  context: FactContext,
  { dashboard, version }: Shown,
  written: readonly Written[],
): DashboardFact {
  const { panels } = judged(context, dashboard);
  const titles = (state: string) =>
    panels
      .filter(one => one.state === state)
      .map(({ title }) => title || 'untitled');
  return {
    object: `dashboard ${dashboard.title}`,
    uid: dashboard.uid,
    title: dashboard.title,
    live: true,
    twins: twinsOf(dashboard.uid, written),
    ...(version ? { grafana: version } : {}),
    panelTypes: [...new Set(dashboard.panels.map(({ type }) => type))],
    empty: titles('no-data'),
    unclear: titles('unknown'),
    asksAbout: asksAbout(context, dashboard),
  };
}

function twinsOf(
  uid: string | undefined,
  written: readonly Written[],
): string[] {
  const same = uid
    ? written.filter(one => one.uid === uid).map(({ place }) => place)
    : [];
  return same.length > 1 ? same : [];
}

function collect(context: FactContext): DashboardFact[] {
  const written = writtenBoards(context).about(context.service);
  const live = context.telemetry
    ? liveBoards(context).about(context.service)
    : [];
  const uids = new Set(live.map(({ dashboard }) => dashboard.uid));
  return [
    ...live.map(one => liveFact(context, one, written)),
    ...written
      .filter(({ uid }) => !uid || !uids.has(uid))
      .map(
        ({ uid, title }): DashboardFact => ({
          object: `dashboard ${title}`,
          ...(uid ? { uid } : {}),
          title,
          live: false,
          twins: twinsOf(uid, written),
          panelTypes: [],
          empty: [],
          unclear: [],
          asksAbout: 'none',
        }),
      ),
  ];
}

/** The dashboards about the service, shown by Grafana or only written. */
export function extractDashboards(
  context: FactContext,
): Observation<readonly DashboardFact[]> {
  const trees = declaredTrees(context);
  if (!isAsked(context.telemetry, 'grafana')) {
    const known = lastKnown(trees);
    if (!known) return notGiven('telemetry', context.now);
    return observed({
      value: collect(context),
      now: Date.parse(known.observedAt),
      source: trees.source,
    });
  }
  const parts = readingsOf(context, ['grafana']).map(
    ({ parts: { dashboards } }) => dashboards,
  );
  return joinParts(context, parts, 'dashboards', () => collect(context));
}

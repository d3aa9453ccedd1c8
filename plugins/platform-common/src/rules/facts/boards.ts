/** Dashboards about a service, and the data sources behind them. */
import { asObjects, asText, podTemplateOf } from '../../kubernetes';
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
  panelTypes: readonly string[];
}

/** Every dashboard that is written, by the words of its title, and where each uid is written. */
function writtenBoards(context: FactContext): {
  about: WordIndex<Written>;
  places: ReadonlyMap<string, readonly string[]>;
} {
  return once(treesAre(context), 'boards', () => {
    const trees = lastKnown(declaredTrees(context))?.value ?? [];
    const written = trees
      .flatMap(({ artefacts }) => artefacts)
      .filter(({ kind }) => kind === 'dashboard')
      .map(({ name, title = name, details, origin }) => ({
        title,
        place: `${origin.path}:${origin.line}`,
        panelTypes: details.types?.split(', ') ?? [],
        ...(details.uid ? { uid: details.uid } : {}),
      }));
    const places = new Map<string, string[]>();
    for (const { uid, place } of written) {
      if (uid) places.set(uid, [...(places.get(uid) ?? []), place]);
    }
    const about = new WordIndex(
      written,
      ({ title, uid = '' }) => `${title} , ${uid}`,
    );
    return { about, places };
  });
}

const GRAFANA_IMAGE = /(?:^|\/)grafana(?:-oss|-enterprise)?:v?(\d+\.[\w.-]+)/;

/** The version of the Grafana that dashboards are written for: of the one that is asked, or of the only one whose image says it. */
function versionAhead(context: FactContext): string | undefined {
  const { index, service } = context;
  const [asked] = readingsOf(context, ['grafana']);
  if (asked) return lastKnown(asked.parts.health)?.value.version;
  return once(index, `grafana of ${service.cluster}`, () => {
    const versions = new Set(
      ['Deployment', 'StatefulSet']
        .flatMap(kind => index.byKind(kind, { cluster: service.cluster }))
        .flatMap(({ object }) =>
          asObjects(podTemplateOf(object).spec.containers),
        )
        .flatMap(
          ({ image }) => GRAFANA_IMAGE.exec(asText(image) ?? '')?.[1] ?? [],
        ),
    );
    const [only] = versions;
    return versions.size === 1 ? only : undefined;
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
  twins: readonly string[],
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
    twins,
    ...(version ? { grafana: version } : {}),
    panelTypes: [...new Set(dashboard.panels.map(({ type }) => type))],
    empty: titles('no-data'),
    unclear: titles('unknown'),
    asksAbout: asksAbout(context, dashboard),
  };
}

function collect(context: FactContext): DashboardFact[] {
  const { about, places } = writtenBoards(context);
  const written = about.about(context.service);
  const twinsOf = (uid = ''): readonly string[] => {
    const same = places.get(uid) ?? [];
    return same.length > 1 ? same : [];
  };
  const ahead = versionAhead(context);
  const live = context.telemetry
    ? liveBoards(context).about(context.service)
    : [];
  const uids = new Set(live.map(({ dashboard }) => dashboard.uid));
  return [
    ...live.map(one => liveFact(context, one, twinsOf(one.dashboard.uid))),
    ...written
      .filter(({ uid }) => !uid || !uids.has(uid))
      .map(
        ({ uid, title, panelTypes }): DashboardFact => ({
          object: `dashboard ${title}`,
          ...(uid ? { uid } : {}),
          title,
          live: false,
          twins: twinsOf(uid),
          ...(ahead ? { grafana: ahead } : {}),
          panelTypes,
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

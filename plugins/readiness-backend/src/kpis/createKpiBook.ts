/**
 * KPIs and claims beside what is measured. Everything is measured from what the portal reads anyway, at most once a minute,
 * and what was measured is kept as a point of the trend with every evaluation that is remembered. The catalog says what was
 * promised and claimed; when it cannot be asked, what it said last is shown with the reason, and never an empty page.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClaimList,
  compareClaims,
  IncidentHistory,
  Kpi,
  KpiList,
  KpiPoint,
  KpiReading,
  Knowledge,
  lastKnown,
  measureAll,
  Measured,
  measureKpis,
  Observation,
  ReadinessReport,
  StatusDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { EntitiesRead } from '../knowledge/createEntityReader';
import { PlatformView } from '../Evaluator';
import { KpiStore, pointsToRecord, StoredKpi } from './KpiStore';

/** How long a measurement is good, in milliseconds. */
const FRESH_MS = 60_000;
/** An unchanged value gets a new point after so long, in milliseconds. */
const INTERVAL_MS = 6 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** KPIs and claims. */
export interface KpiBook {
  /** Every KPI, with a trend over so many days. */
  kpis(days: number): Promise<KpiList>;
  /** Every claim. */
  claims(): Promise<ClaimList>;
  /** Measures, and remembers points of the trend. Never throws. */
  record(): Promise<void>;
  /** Forgets points from before a moment (ISO 8601 UTC). */
  prune(before: string): Promise<number>;
}

/** What the book is made from. */
export interface KpiBookOptions {
  readKpis: () => Promise<EntitiesRead<Kpi>>;
  readDocuments: () => Promise<EntitiesRead<StatusDocument>>;
  view: () => PlatformView;
  knowledgeOf: (view: PlatformView) => Promise<Knowledge>;
  /** Whether the platform has been read once; before that nothing is measured. */
  isReady: () => boolean;
  latest: () => Promise<ReadinessReport | undefined>;
  /** What the portal recorded of failures. Never rejects. */
  readIncidents: () => Promise<Observation<IncidentHistory>>;
  store: KpiStore;
  logger: LoggerService;
  /** Milliseconds since the epoch. */
  now: () => number;
}

interface Measuring {
  at: number;
  measured: Measured;
}

/** Measures at most once a minute. */
function createMeasurer(options: KpiBookOptions) {
  const { view, knowledgeOf, readIncidents, isReady, now } = options;
  let last: { at: number; value: Promise<Measuring> } | undefined;
  const measure = async (at: number): Promise<Measuring> => {
    const known = view();
    const [knowledge, incidents] = await Promise.all([
      knowledgeOf(known),
      readIncidents(),
    ]);
    const inputs = { ...known, knowledge, incidents, now: at };
    return { at, measured: measureAll(inputs) };
  };
  return (): Promise<Measuring | undefined> => {
    if (!isReady()) return Promise.resolve(undefined);
    const at = now();
    if (!last || at - last.at >= FRESH_MS) {
      const value = measure(at);
      last = { at, value };
      value.catch(() => {
        last = undefined;
      });
    }
    return last.value;
  };
}

/**
 * What the catalog says, and what is wrong with it.
 *
 * @throws ServiceUnavailableError when it has never been read: an empty list would say that there is nothing.
 */
function mustBeKnown<T>({ items, problems }: EntitiesRead<T>): {
  value: readonly T[];
  caveats: string[];
} {
  const known = lastKnown(items);
  const reason = items.ok ? [] : [items.reason];
  if (!known) throw new ServiceUnavailableError(reason[0]);
  return { value: known.value, caveats: [...reason, ...problems] };
}

const NOT_MEASURED =
  'Nothing has been measured yet: the portal waits until every kind of object has been listed once.';

const ORDER: readonly KpiReading['state'][] = ['missed', 'unmeasured', 'met'];

function byState(a: KpiReading, b: KpiReading): number {
  return (
    ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
    a.title.localeCompare(b.title, 'en')
  );
}

function toTrends(points: readonly StoredKpi[]): Map<string, KpiPoint[]> {
  const trends = new Map<string, KpiPoint[]>();
  for (const { kpiId, at, value } of points) {
    if (value === undefined) continue;
    trends.set(kpiId, [...(trends.get(kpiId) ?? []), { at, value }]);
  }
  return trends;
}

function toPoints(readings: readonly KpiReading[], at: string): StoredKpi[] {
  return readings.map(({ id: kpiId, state, value, range, stale }) => {
    const shown = stale ? undefined : value ?? range?.low;
    return {
      kpiId,
      at,
      state,
      ...(shown === undefined ? {} : { value: shown }),
    };
  });
}

/** Makes the book. */
export function createKpiBook(options: KpiBookOptions): KpiBook {
  const { readKpis, readDocuments, latest, store, logger, now } = options;
  const measure = createMeasurer(options);
  const remember = async () => {
    const measuring = await measure();
    const known = lastKnown((await readKpis()).items);
    if (!measuring || !known) return;
    const { measured, at } = measuring;
    const readings = measureKpis({ kpis: known.value, measured });
    const points = pointsToRecord({
      measured: toPoints(readings, new Date(at).toISOString()),
      last: await store.newest(),
      intervalMs: INTERVAL_MS,
    });
    await store.record(points);
  };
  return {
    async kpis(days) {
      const { value: kpis, caveats } = mustBeKnown(await readKpis());
      const measuring = await measure();
      const since = new Date(now() - days * DAY_MS).toISOString();
      const readings = measureKpis({
        kpis,
        measured: measuring?.measured ?? new Map(),
        trends: toTrends(await store.since(since)),
      });
      return {
        kpis: readings.sort(byState),
        ...(measuring
          ? { measuredAt: new Date(measuring.at).toISOString() }
          : {}),
        caveats: measuring ? caveats : [NOT_MEASURED, ...caveats],
      };
    },
    async claims() {
      const { value: documents, caveats } = mustBeKnown(await readDocuments());
      const measuring = await measure();
      const report = await latest();
      return {
        documents: compareClaims(documents, {
          ...(report ? { report } : {}),
          measured: measuring?.measured ?? new Map(),
        }),
        ...(report ? { judgedAt: report.judgedAt } : {}),
        caveats: measuring ? caveats : [NOT_MEASURED, ...caveats],
      };
    },
    async record() {
      try {
        await remember();
      } catch (error) {
        logger.warn('KPIs could not be measured or kept', error as Error);
      }
    },
    prune: before => store.prune(before),
  };
}

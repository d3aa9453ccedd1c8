/** What the systems that watch the platform say: scrapers, evaluators of alerts, Alertmanager, Loki. */
import { failed, lastKnown, Observation, observed, Source } from '../../model';
import {
  LogStreams,
  ScrapeTarget,
  SeriesView,
  TelemetryKind,
  TelemetryReading,
} from '../../telemetry';
import { FactContext } from './context';
import { notGiven } from './knowledge';
import { WordIndex } from './mentions';
import { once } from './once';

/** A target of a scraper. */
export interface ScrapeTargetFact {
  target: string;
  health: 'up' | 'down' | 'unknown';
  error?: string;
}

/** Who is told of alerts. */
export interface ReceiversFact {
  receivers: readonly string[];
  /** Alerts that fire, and the receivers that hear of each. */
  firing: readonly {
    name: string;
    severity: string;
    receivers: readonly string[];
  }[];
}

/** The streams of logs of the service. */
export interface LogFact {
  /** Streams that are its own. */
  own: number;
  /** Streams of its namespaces. */
  near: number;
  complete: boolean;
}

type Readings = readonly TelemetryReading[];

/** Readings of the given kinds that are of the service's cluster. */
export function readingsOf<K extends TelemetryKind>(
  context: FactContext,
  kinds: readonly K[],
): TelemetryReading<K>[] {
  const { telemetry = [], service } = context;
  const wanted: readonly string[] = kinds;
  const found = telemetry.filter(
    ({ kind, cluster }) =>
      wanted.includes(kind) &&
      (cluster === undefined || cluster === service.cluster),
  );
  return found as readonly TelemetryReading[] as TelemetryReading<K>[];
}

/** Joins parts of several systems: what one knows is known; it fails only when none has anything. */
export function joinParts<T, R>(
  context: FactContext,
  parts: readonly Observation<T>[],
  what: string,
  derive: (values: readonly T[]) => R,
): Observation<R> {
  const { now, telemetry } = context;
  if (!telemetry) return notGiven('telemetry', now);
  const known = parts.flatMap(part => {
    const last = lastKnown(part);
    return last ? [{ ...last, source: part.source }] : [];
  });
  const source: Source = known[0]?.source ??
    parts[0]?.source ?? { kind: 'api', name: what };
  if (known.length === 0) {
    const broken = parts.find(part => !part.ok);
    const reason =
      broken && !broken.ok
        ? broken.reason
        : `No system that tells of ${what} is asked.`;
    return failed({ reason, now, source, failure: 'not-asked' });
  }
  const value = derive(known.map(one => one.value));
  const observedAt = known.map(one => one.observedAt).sort()[0];
  if (known.every(({ fresh }) => fresh))
    return observed({ value, now: Date.parse(observedAt), source });
  return {
    ok: false,
    reason: `What is known of ${what} is of an earlier read.`,
    since: observedAt,
    source,
    lastGood: { value, observedAt },
  };
}

const SCRAPERS = ['prometheus', 'victoria-metrics', 'vmagent'] as const;

const STORES = ['prometheus', 'victoria-metrics'] as const;

/** The targets of the service. */
export function extractScrapeTargets(
  context: FactContext,
): Observation<readonly ScrapeTargetFact[]> {
  const parts = readingsOf(context, SCRAPERS).map(
    ({ parts: { targets } }) => targets,
  );
  return joinParts(context, parts, 'targets', values => {
    const index = once(
      context.telemetry!,
      `targets ${context.service.cluster}`,
      () => {
        const all = values.flatMap(({ active }) => active);
        return new WordIndex<ScrapeTarget>(all, ({ job, labels }) =>
          [job, labels.service, labels.pod, labels.app, labels.container]
            .filter(Boolean)
            .join(' , '),
        );
      },
    );
    return index
      .about(context.service)
      .map(({ job, instance, health, lastError }) => ({
        target: `${job} ${instance}`,
        health,
        ...(lastError ? { error: lastError } : {}),
      }));
  });
}

/** The series of the stores, if any could be read. */
export function seriesOf(
  context: FactContext,
): Observation<SeriesView> | undefined {
  return readingsOf(context, STORES)
    .map(({ parts }) => parts.series)
    .find(part => lastKnown(part) !== undefined);
}

/** Who is told of alerts; asked of an Alertmanager. */
export function extractReceivers(
  context: FactContext,
): Observation<ReceiversFact> {
  const readings = readingsOf(context, ['alertmanager']);
  const receivers = joinParts(
    context,
    readings.map(({ parts }) => parts.receivers),
    'receivers',
    values => [...new Set(values.flat())],
  );
  const names = lastKnown(receivers)?.value;
  if (!names) return receivers as Observation<never>;
  const alerts = readings.flatMap(
    ({ parts }) => lastKnown(parts.alerts)?.value ?? [],
  );
  const value = {
    receivers: names,
    firing: alerts
      .filter(({ state }) => state === 'firing')
      .map(({ name, labels, receivers: told = [] }) => ({
        name,
        severity: labels.severity ?? '',
        receivers: told,
      })),
  };
  const at = Date.parse(lastKnown(receivers)!.observedAt);
  return observed({ value, now: at, source: receivers.source });
}

function logFact(
  context: FactContext,
  streams: readonly LogStreams[],
): LogFact {
  const { service, telemetry } = context;
  const spaces = new Set(service.workloads.map(({ namespace }) => namespace));
  const all = streams.flatMap(view => view.streams);
  const index = once(
    telemetry!,
    `streams ${service.cluster}`,
    () =>
      new WordIndex(all, labels =>
        [
          labels.app,
          labels.container,
          labels.service_name,
          labels.job,
          labels.pod,
        ]
          .filter(Boolean)
          .join(' , '),
      ),
  );
  const counts = once(telemetry!, `stream spaces ${service.cluster}`, () => {
    const found = new Map<string, number>();
    for (const { namespace } of all)
      if (namespace) found.set(namespace, (found.get(namespace) ?? 0) + 1);
    return found;
  });
  const own = index
    .about(service)
    .filter(
      ({ namespace }) => namespace === undefined || spaces.has(namespace),
    );
  return {
    own: own.length,
    near: [...spaces].reduce((sum, space) => sum + (counts.get(space) ?? 0), 0),
    complete: streams.every(({ complete }) => complete),
  };
}

/** The streams of logs of the service. */
export function extractLogs(context: FactContext): Observation<LogFact> {
  const parts = readingsOf(context, ['loki']).map(
    ({ parts: { streams } }) => streams,
  );
  return joinParts(context, parts, 'logs', values => logFact(context, values));
}

/** Whether any system is asked of this kind. */
export function isAsked(
  readings: Readings | undefined,
  kind: TelemetryKind,
): boolean {
  return readings?.some(one => one.kind === kind) ?? false;
}

/**
 * The answers of Prometheus' HTTP API, as Prometheus, VictoriaMetrics, vmagent and vmalert give them.
 * Sources: prometheus.io/docs/prometheus/latest/querying/api, docs.victoriametrics.com (Prometheus querying API,
 * vmalert web API). Differences that matter: VictoriaMetrics writes `lastScrape` in other ways and has no
 * `scrapePool` in old versions; vmalert calls a failing rule `err` or `error` and gives durations as numbers;
 * Prometheus before 2.5x ignores `limit` for series.
 */
import { z } from 'zod';
import {
  LabelSetSchema,
  LoadedRule,
  RaisedAlert,
  Sample,
  ScrapeTarget,
} from '../metrics';
import { WireLabels, wireList, WireText, WireTime } from './wire';

function success<S extends z.ZodType>(data: S) {
  return z.object({ status: z.literal('success'), data });
}

/** `GET /api/v1/status/buildinfo`. */
export const BuildAnswer = success(z.object({ version: z.string() })).transform(
  ({ data }) => ({ version: data.version }),
);

/** `GET /api/v1/series`. */
export const SeriesAnswer = success(wireList(LabelSetSchema)).transform(
  ({ data }) => data,
);

/** `GET /api/v1/label/<name>/values` and `GET /api/v1/labels`. */
export const LabelValuesAnswer = success(wireList(z.string())).transform(
  ({ data }) => data,
);

/** `GET /api/v1/status/tsdb`, for the number of series only. */
export const SeriesCountAnswer = success(
  z.object({
    totalSeries: z.number().int().optional(),
    headStats: z.object({ numSeries: z.number().int() }).optional(),
  }),
).transform(({ data }) => data.totalSeries ?? data.headStats?.numSeries);

const WireSample = z.tuple([z.number(), z.string()]);

function toSample(
  labels: Record<string, string>,
  [seconds, value]: [number, string],
): Sample {
  return {
    labels,
    value:
      value === '+Inf' || value === '-Inf'
        ? Number(`${value}inity`)
        : Number(value),
    at: new Date(seconds * 1000).toISOString(),
  };
}

/** `GET /api/v1/query`, instant. */
export const QueryAnswer = success(
  z.union([
    z
      .object({
        resultType: z.literal('vector'),
        result: z.array(
          z.object({ metric: LabelSetSchema, value: WireSample }),
        ),
      })
      .transform(({ result }) =>
        result.map(({ metric, value }) => toSample(metric, value)),
      ),
    z
      .object({ resultType: z.literal('scalar'), result: WireSample })
      .transform(({ result }) => [toSample({}, result)]),
  ]),
).transform(({ data }) => data);

const WireTarget = z
  .object({
    labels: WireLabels,
    discoveredLabels: WireLabels,
    scrapePool: WireText,
    scrapeUrl: WireText,
    lastError: WireText,
    lastScrape: WireTime,
    health: WireText,
  })
  .transform((target): ScrapeTarget => {
    const { labels, scrapePool, scrapeUrl, lastError, lastScrape, health } =
      target;
    return {
      job: labels.job ?? scrapePool,
      instance: labels.instance ?? scrapeUrl,
      url: scrapeUrl,
      health: health === 'up' || health === 'down' ? health : 'unknown',
      labels,
      ...(lastError ? { lastError } : {}),
      ...(lastScrape ? { lastScrape } : {}),
    };
  });

/** `GET /api/v1/targets`. */
export const TargetsAnswer = success(
  z.object({
    activeTargets: wireList(WireTarget),
    droppedTargets: wireList(z.unknown()),
    droppedTargetCounts: z.record(z.string(), z.number()).nullish(),
  }),
).transform(({ data }) => ({
  active: data.activeTargets,
  dropped: data.droppedTargetCounts
    ? Object.values(data.droppedTargetCounts).reduce(
        (sum, count) => sum + count,
        0,
      )
    : data.droppedTargets.length,
}));

const RULE_STATES = ['firing', 'pending', 'inactive'] as const;

function readHealth(told: string): LoadedRule['health'] {
  if (told === 'ok') return 'ok';
  return told === 'err' || told === 'error' ? 'error' : 'unknown';
}

const WireRule = z.object({
  name: z.string(),
  query: z.string(),
  type: z.enum(['alerting', 'recording']),
  health: WireText,
  lastError: WireText,
  lastEvaluation: WireTime,
  state: WireText,
  duration: z.number().optional(),
  labels: WireLabels,
  annotations: WireLabels,
});

function toRule(
  rule: z.output<typeof WireRule>,
  group: { name: string; file: string },
): LoadedRule {
  const {
    name,
    query,
    type,
    health,
    lastError,
    lastEvaluation,
    state,
    duration,
    labels,
    annotations,
  } = rule;
  return {
    group: group.name,
    name,
    type,
    expression: query,
    health: readHealth(health),
    labels,
    annotations,
    ...(group.file ? { file: group.file } : {}),
    ...(lastError ? { lastError } : {}),
    ...(lastEvaluation ? { lastEvaluation } : {}),
    ...(type === 'alerting'
      ? {
          state: RULE_STATES.find(known => known === state) ?? 'unknown',
          forSeconds: duration ?? 0,
        }
      : {}),
  };
}

/** `GET /api/v1/rules`. */
export const RulesAnswer = success(
  z.object({
    groups: wireList(
      z.object({ name: z.string(), file: WireText, rules: wireList(WireRule) }),
    ),
  }),
).transform(({ data }) =>
  data.groups.flatMap(group => group.rules.map(rule => toRule(rule, group))),
);

const WireAlert = z
  .object({
    labels: WireLabels,
    annotations: WireLabels,
    name: WireText,
    state: WireText,
    activeAt: WireTime,
    value: z.union([z.string(), z.number()]).optional(),
  })
  .transform((alert): RaisedAlert => {
    const { labels, annotations, name, state, activeAt, value } = alert;
    return {
      name: labels.alertname ?? name,
      state: state === 'firing' || state === 'pending' ? state : 'unknown',
      labels,
      annotations,
      ...(activeAt ? { since: activeAt } : {}),
      ...(value === undefined ? {} : { value: String(value) }),
    };
  });

/** `GET /api/v1/alerts`. */
export const AlertsAnswer = success(
  z.object({ alerts: wireList(WireAlert) }),
).transform(({ data }) => data.alerts);

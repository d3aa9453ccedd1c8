/**
 * Prometheus' HTTP API, as the servers of the platform give it. They differ in what they know (a VictoriaMetrics
 * without vmalert has no rules, without a scrape configuration no targets) and in how they refuse.
 */
import { json } from '../reply';
import type { Answer, ServiceCall } from '../types';
import { evaluate } from './evaluate';
import { loadRules, raisedAlerts } from './rules';
import { readSelector } from './selectSeries';
import type { Series } from './types';
import { listScraped } from './upSeries';
import { worldSeries } from './worldSeries';

/** What a server knows. */
export interface MetricsApiOptions {
  software: 'prometheus' | 'victoria-metrics';
  version: string;
  /** Whether it scrapes. */
  scrapes: boolean;
  /** Whether it evaluates rules. */
  evaluates: boolean;
}

function success(data: unknown): Response {
  return json({ status: 'success', data });
}

function refuse(
  software: MetricsApiOptions['software'],
  status: number,
  error: string,
): Response {
  const errorType = software === 'prometheus' ? 'bad_data' : String(status);
  return json({ status: 'error', errorType, error }, status);
}

/** Series that fit any `match[]`; all when there is none, as for labels. */
function matched(call: ServiceCall): Series[] | undefined {
  const tests = call.query.getAll('match[]').map(readSelector);
  const all = worldSeries(call);
  if (tests.length === 0) return all;
  if (tests.some(test => !test)) return undefined;
  return all.filter(series => tests.some(test => test?.(series)));
}

function limited<T>(call: ServiceCall, list: T[]): T[] {
  const limit = Number(call.query.get('limit') ?? 0);
  return limit > 0 ? list.slice(0, limit) : list;
}

function targets(call: ServiceCall, options: MetricsApiOptions): Response {
  const scraped = options.scrapes ? listScraped(call) : [];
  const lastScrape = new Date(call.now - 9_000).toISOString();
  return success({
    activeTargets: scraped.map(({ job, namespace, instance, path, up }) => ({
      discoveredLabels: {
        __address__: instance,
        __scheme__: 'http',
        job: 'kubernetes-service-endpoints',
      },
      labels: { job, instance, kubernetes_namespace: namespace },
      scrapePool: 'kubernetes-service-endpoints',
      scrapeUrl: `http://${instance}${path}`,
      lastError: up
        ? ''
        : `Get "http://${instance}${path}": dial tcp: connect: connection refused`,
      lastScrape,
      lastScrapeDuration: up ? 0.012 : 10,
      lastSamplesScraped: up ? 240 : 0,
      health: up ? 'up' : 'down',
      ...(options.software === 'prometheus'
        ? {
            globalUrl: `http://${instance}${path}`,
            scrapeInterval: '30s',
            scrapeTimeout: '10s',
          }
        : {}),
    })),
    droppedTargets: [],
    ...(options.software === 'prometheus'
      ? { droppedTargetCounts: { 'kubernetes-service-endpoints': 4 } }
      : {}),
  });
}

function query(call: ServiceCall, { software }: MetricsApiOptions): Response {
  const told = call.query.get('query')?.trim() ?? '';
  if (!told) {
    return software === 'prometheus'
      ? refuse(
          software,
          400,
          'invalid parameter "query": unknown position: parse error: no expression found in input',
        )
      : refuse(software, 422, 'missing `query` arg');
  }
  const result = evaluate(told, worldSeries(call)).map(({ labels, value }) => ({
    metric: labels,
    value: [Math.floor(call.now / 1000), String(value)],
  }));
  return json({
    status: 'success',
    data: { resultType: 'vector', result },
    ...(software === 'victoria-metrics'
      ? {
          stats: { seriesFetched: String(result.length), executionTimeMsec: 1 },
        }
      : {}),
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function labelValues(call: ServiceCall): string[] {
  const [, name = ''] = /\/label\/([^/]+)\/values$/.exec(call.path) ?? [];
  return unique(
    (matched(call) ?? []).flatMap(({ labels }) => labels[name] ?? []),
  );
}

function count(call: ServiceCall, { software }: MetricsApiOptions): Response {
  const { length } = worldSeries(call);
  return success(
    software === 'prometheus'
      ? {
          headStats: {
            numSeries: length,
            numLabelPairs: 900,
            chunkCount: length * 2,
            minTime: call.now - 7_200_000,
            maxTime: call.now,
          },
        }
      : {
          totalSeries: length,
          totalLabelValuePairs: length * 5,
          seriesCountByMetricName: [],
        },
  );
}

/** The routes of the API, below `prefix`. */
export function createMetricsApi(
  options: MetricsApiOptions,
  prefix = '',
): Record<string, Answer> {
  const { software, version, evaluates } = options;
  const refused = () =>
    refuse(
      software,
      400,
      'invalid parameter "match[]": no match[] parameter provided',
    );
  const series: Answer = call => {
    const found = call.query.has('match[]') ? matched(call) : undefined;
    return found
      ? success(
          limited(
            call,
            found.map(({ labels }) => labels),
          ),
        )
      : refused();
  };
  const routes: Record<string, Answer> = {
    '/query': call => query(call, options),
    '/series': series,
    '/labels': call =>
      success(
        unique(
          (matched(call) ?? []).flatMap(({ labels }) => Object.keys(labels)),
        ),
      ),
    '/label/*': call => success(limited(call, labelValues(call))),
    '/targets': call => targets(call, options),
    '/rules': call =>
      success({ groups: evaluates ? loadRules(call, worldSeries(call)) : [] }),
    '/alerts': call =>
      success({
        alerts: evaluates ? raisedAlerts(call, worldSeries(call)) : [],
      }),
    '/status/buildinfo': () => success({ version, goVersion: 'go1.21.4' }),
    '/status/tsdb': call => count(call, options),
  };
  return Object.fromEntries(
    Object.entries(routes).map(([path, answer]) => [
      `${prefix}/api/v1${path}`,
      answer,
    ]),
  );
}

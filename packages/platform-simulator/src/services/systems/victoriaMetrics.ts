import { json, metrics, text } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** What vmagent scrapes: namespace and Service. */
const scraped: readonly (readonly [string, string])[] = [
  ['data-platform', 'dolphinscheduler-api'],
  ['data-platform', 'trino'],
  ['data-platform', 'minio-service'],
  ['data-platform', 'iceberg-rest-catalog'],
  ['data-platform', 'superset'],
  ['data-platform', 'spark-history-server'],
  ['data-platform', 'datahub-gms'],
  ['data-platform', 'portal-services'],
  ['kong', 'kong-admin'],
  ['cloudflare-tunnel', 'cloudflared-metrics'],
  ['monitoring', 'grafana'],
  ['victoria-metrics', 'loki'],
  ['velero', 'velero-metrics'],
];

interface UpSeries {
  metric: Record<string, string>;
  up: boolean;
}

function upSeries(call: ServiceCall): UpSeries[] {
  return scraped.flatMap(([namespace, name]) => {
    const pods = call.state.readyPods(namespace, name);
    if (!pods.exists) return [];
    const metric = {
      __name__: 'up',
      job: name,
      kubernetes_namespace: namespace,
    };
    return [{ metric, up: pods.ready > 0 }];
  });
}

const selector = /^up\s*(?:\{([^}]*)\})?\s*(?:==\s*([01]))?$/;
const matcher = /^\s*(\w+)\s*=\s*"([^"]*)"\s*$/;

function matches(series: UpSeries, conditions: readonly string[]): boolean {
  return conditions.every(condition => {
    const found = matcher.exec(condition);
    return found !== null && series.metric[found[1]] === found[2];
  });
}

/**
 * Answers `up`, with equality matchers and `== 0` or `== 1`. Any other well-formed query has no data, which is what a
 * server says of a metric that nobody sends.
 */
function query(call: ServiceCall): Response {
  const told = call.query.get('query')?.trim() ?? '';
  if (!told) {
    return json(
      { status: 'error', errorType: '422', error: 'missing `query` arg' },
      422,
    );
  }
  const parsed = selector.exec(told);
  const conditions = (parsed?.[1] ?? '').split(',').filter(Boolean);
  const result = (parsed ? upSeries(call) : [])
    .filter(series => matches(series, conditions))
    .filter(
      series => parsed?.[2] === undefined || series.up === (parsed[2] === '1'),
    )
    .map(series => ({
      metric: series.metric,
      value: [Math.floor(call.now / 1000), series.up ? '1' : '0'],
    }));
  return json({
    status: 'success',
    data: { resultType: 'vector', result },
    stats: { seriesFetched: String(result.length), executionTimeMsec: 1 },
  });
}

/** The path that VictoriaMetrics names in its own refusal. */
function unsupported(call: ServiceCall): Response {
  return text(
    `remoteAddr: "10.244.0.1:0"; requestURI: ${call.path}; unsupported path requested: "${call.path}"\n`,
    400,
  );
}

/** The store. */
export const victoriaMetrics: SystemAnswers = {
  name: 'VictoriaMetrics',
  services: /^victoria-metrics/,
  routes: {
    '/health': () => text('OK'),
    '/-/healthy': () => text('VictoriaMetrics is Healthy.\n'),
    '/api/v1/query': query,
    '/prometheus/api/v1/query': query,
    '/api/v1/label/__name__/values': () =>
      json({ status: 'success', data: ['up'] }),
    'POST /api/v1/import/prometheus': () => new Response(null, { status: 204 }),
    '/metrics': () => metrics(['vm_rows{type="storage/small"} 1402113']),
  },
  otherwise: unsupported,
};

/** The agent. */
export const vmagent: SystemAnswers = {
  name: 'vmagent',
  services: /^vmagent/,
  routes: {
    '/health': () => text('OK'),
    '/ready': () => text('OK'),
    '/targets': call =>
      text(
        upSeries(call)
          .map(
            ({ metric, up }) => `job=${metric.job} state=${up ? 'up' : 'down'}`,
          )
          .join('\n'),
      ),
    '/metrics': () => metrics(['vmagent_remotewrite_pending_data_bytes 0']),
  },
  otherwise: unsupported,
};

import { createMetricsApi } from '../metrics/createMetricsApi';
import { listScraped } from '../metrics/upSeries';
import { metrics, text } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** The path that VictoriaMetrics names in its own refusal. */
function unsupported(call: ServiceCall): Response {
  return text(
    `remoteAddr: "10.244.0.1:0"; requestURI: ${call.path}; unsupported path requested: "${call.path}"\n`,
    400,
  );
}

/** A single node without scrape configuration and without vmalert. Prometheus' API is there by the name of 2.24. */
const store = {
  software: 'victoria-metrics' as const,
  version: '2.24.0',
  scrapes: false,
  evaluates: false,
};

/** The store. */
export const victoriaMetrics: SystemAnswers = {
  name: 'VictoriaMetrics',
  services: /^victoria-metrics/,
  routes: {
    '/health': () => text('OK'),
    '/-/healthy': () => text('VictoriaMetrics is Healthy.\n'),
    ...createMetricsApi(store),
    ...createMetricsApi(store, '/prometheus'),
    'POST /api/v1/import/prometheus': () => new Response(null, { status: 204 }),
    '/metrics': () => metrics(['vm_rows{type="storage/small"} 1402113']),
  },
  otherwise: unsupported,
};

const agent = createMetricsApi({ ...store, scrapes: true });

/** The agent: it knows its targets and stores nothing. */
export const vmagent: SystemAnswers = {
  name: 'vmagent',
  services: /^vmagent/,
  routes: {
    '/health': () => text('OK'),
    '/ready': () => text('OK'),
    '/api/v1/targets': agent['/api/v1/targets'],
    '/prometheus/api/v1/targets': agent['/api/v1/targets'],
    '/targets': call =>
      text(
        listScraped(call)
          .map(({ job, up }) => `job=${job} state=${up ? 'up' : 'down'}`)
          .join('\n'),
      ),
    '/metrics': () => metrics(['vmagent_remotewrite_pending_data_bytes 0']),
  },
  otherwise: unsupported,
};

const evaluator = createMetricsApi({ ...store, evaluates: true });

/** The evaluator of rules; the platform of the documents has none. */
export const vmalert: SystemAnswers = {
  name: 'vmalert',
  services: /^vmalert/,
  routes: {
    '/health': () => text('OK'),
    '/api/v1/rules': evaluator['/api/v1/rules'],
    '/api/v1/alerts': evaluator['/api/v1/alerts'],
    '/metrics': () => metrics(['vmalert_alerting_rules_errors_total 0']),
  },
  otherwise: unsupported,
};

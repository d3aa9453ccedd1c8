import type { Clock, Fetch, Log } from '../ports';
import type { SourceState } from '../source/types';
import type { Metrics } from './registry';

const CIRCUIT = { closed: 0, 'half-open': 1, open: 2 } as const;

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'none';
}

/** A network that counts and times what passes through it, by host and class of status; never by path or key. */
export function instrumentFetch(
  fetch: Fetch,
  metrics: Metrics,
  clock: Clock,
): Fetch {
  return async (url, init) => {
    const host = hostOf(url);
    const began = clock.now();
    const done = (status: string) => {
      const labels = { host, status_class: status };
      metrics.count('connector_http_requests_total', labels);
      metrics.observe(
        'connector_http_request_duration_seconds',
        { host },
        (clock.now() - began) / 1000,
      );
    };
    try {
      const response = await fetch(url, init);
      done(`${Math.floor(response.status / 100)}xx`);
      return response;
    } catch (error) {
      done('network');
      throw error;
    }
  };
}

/** A log that counts the retries it hears of, by status or as `network`. */
export function instrumentLog(log: Log, metrics: Metrics): Log {
  return (event, fields) => {
    if (event === 'retry') {
      const status = /\b([45]\d\d)\b/.exec(String(fields.reason ?? ''));
      const reason = status?.[1] ?? 'network';
      metrics.count('connector_http_retries_total', { reason });
    }
    log(event, fields);
  };
}

/** Says what a source went through in one pass. */
export function tellSource(
  metrics: Metrics,
  stream: string,
  state: SourceState,
): void {
  if (state.rateLimitWaitMs > 0) {
    metrics.count(
      'connector_rate_limit_wait_seconds_total',
      { stream },
      state.rateLimitWaitMs / 1000,
    );
  }
  if (state.quota) {
    const { group, remaining } = state.quota;
    metrics.set('connector_quota_remaining', { group }, remaining);
  }
  if (state.breaker) {
    const { name, state: circuit } = state.breaker;
    metrics.set('connector_circuit_state', { name }, CIRCUIT[circuit]);
  }
}

/*
 * The numbers of a connector, in the text that Prometheus and VictoriaMetrics read. Every name is declared here once,
 * so a dashboard can be generated from the list and a typing error fails a test. No label ever holds a symbol, a URL
 * or a key: the number of series stays small.
 */

/** Labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** Where a run writes its numbers. */
export interface Metrics {
  /** Adds to a counter. */
  count(name: MetricName, labels?: Labels, by?: number): void;
  /** Sets a gauge. */
  set(name: MetricName, labels: Labels, value: number): void;
  /** Adds an observation in seconds to a histogram. */
  observe(name: MetricName, labels: Labels, seconds: number): void;
  /** Everything so far, in the Prometheus text format. */
  text(): string;
}

interface Definition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
}

/** Every metric of a connector. */
export const METRICS = {
  connector_up: { type: 'gauge', help: '1 while the connector works.' },
  connector_run_total: { type: 'counter', help: 'Runs by result.' },
  connector_run_duration_seconds: {
    type: 'histogram',
    help: 'How long runs take.',
  },
  connector_last_success_timestamp_seconds: {
    type: 'gauge',
    help: 'When a stream last ended well.',
  },
  connector_cursor_lag_seconds: {
    type: 'gauge',
    help: 'How far the cursor of a stream is behind the clock.',
  },
  connector_records_total: {
    type: 'counter',
    help: 'Records by outcome: read, loaded, rejected, duplicate, skipped.',
  },
  connector_bytes_total: {
    type: 'counter',
    help: 'Bytes by stage: raw, archived.',
  },
  connector_http_requests_total: {
    type: 'counter',
    help: 'Requests by host and class of status.',
  },
  connector_http_request_duration_seconds: {
    type: 'histogram',
    help: 'How long requests take until their answer begins.',
  },
  connector_http_retries_total: { type: 'counter', help: 'Requests repeated.' },
  connector_rate_limit_wait_seconds_total: {
    type: 'counter',
    help: 'Time spent waiting for a rate limit.',
  },
  connector_quota_remaining: {
    type: 'gauge',
    help: 'Requests left today, by group.',
  },
  connector_circuit_state: {
    type: 'gauge',
    help: '0 closed, 1 half open, 2 open.',
  },
  connector_dlq_records_total: {
    type: 'counter',
    help: 'Records set aside, by reason.',
  },
  connector_schema_drift_total: {
    type: 'counter',
    help: 'Differences between the source and the contract, by kind.',
  },
  connector_dq_check_result: {
    type: 'gauge',
    help: '1 when an expectation was met in the last run, else 0.',
  },
  connector_commit_conflicts_total: {
    type: 'counter',
    help: 'Commits and checkpoints that another run had written first.',
  },
} as const satisfies Record<string, Definition>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;

const BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

interface Histogram {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
  count: number;
}

function escape(value: string): string {
  return value
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n');
}

function seriesOf(name: string, labels: Labels): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}="${escape(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}

function histogramLines(name: string, one: Histogram): string[] {
  const lines = [...BUCKETS, Infinity].map((bound, index) => {
    const le = bound === Infinity ? '+Inf' : String(bound);
    const labels = { ...one.labels, le };
    return `${seriesOf(`${name}_bucket`, labels)} ${one.counts[index]}`;
  });
  lines.push(`${seriesOf(`${name}_sum`, one.labels)} ${one.sum}`);
  lines.push(`${seriesOf(`${name}_count`, one.labels)} ${one.count}`);
  return lines;
}

/** Numbers kept in memory, with labels that every series carries (such as the connector's name). */
export function createMetrics(common: Labels = {}): Metrics {
  const values = new Map<MetricName, Map<string, number>>();
  const histograms = new Map<MetricName, Map<string, Histogram>>();
  const at = (name: MetricName) => {
    const found = values.get(name) ?? new Map<string, number>();
    values.set(name, found);
    return found;
  };
  return {
    count(name, labels = {}, by = 1) {
      const series = seriesOf(name, { ...common, ...labels });
      at(name).set(series, (at(name).get(series) ?? 0) + by);
    },
    set(name, labels, value) {
      at(name).set(seriesOf(name, { ...common, ...labels }), value);
    },
    observe(name, labels, seconds) {
      const all = histograms.get(name) ?? new Map<string, Histogram>();
      histograms.set(name, all);
      const merged = { ...common, ...labels };
      const series = seriesOf(name, merged);
      const one = all.get(series) ?? {
        labels: merged,
        counts: new Array(BUCKETS.length + 1).fill(0),
        sum: 0,
        count: 0,
      };
      all.set(series, one);
      one.sum += seconds;
      one.count += 1;
      for (const [index, bound] of [...BUCKETS, Infinity].entries()) {
        one.counts[index] += seconds <= bound ? 1 : 0;
      }
    },
    text() {
      const lines: string[] = [];
      for (const [name, { type, help }] of Object.entries(METRICS)) {
        const own = [...[...values].filter(([key]) => key === name)].flatMap(
          ([, series]) => [...series].map(([s, v]) => `${s} ${v}`),
        );
        const spread = [...histograms]
          .filter(([key]) => key === name)
          .flatMap(([, all]) => [...all.values()])
          .flatMap(one => histogramLines(name, one));
        if (own.length + spread.length > 0) {
          lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
          lines.push(...own.sort(), ...spread);
        }
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

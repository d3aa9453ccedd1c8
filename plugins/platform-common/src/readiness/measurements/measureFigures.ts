/** How fast databases and queries are, and how much arrives in a day: from what the stores of metrics were asked for. */
import { Figure } from '../../telemetry';
import { deriveOrExplain, exactly } from './observeEverywhere';
import { observeAny, observeParts } from './observeParts';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

const TERABYTE = 1e12;

function observeFigures(inputs: MeasurementInputs) {
  return observeAny<Figure>(inputs, [
    observeParts(
      inputs,
      'prometheus',
      'Prometheus',
      ({ parts }) => parts.figures,
    ),
    observeParts(
      inputs,
      'victoria-metrics',
      'VictoriaMetrics',
      ({ parts }) => parts.figures,
    ),
  ]);
}

/** The largest of a figure; several stores may scrape the same. */
function largest(figures: readonly Figure[], id: string): number | undefined {
  const values = figures.flatMap(one => (one.id === id ? [one.value] : []));
  return values.length > 0 ? Math.max(...values) : undefined;
}

/** Two digits, rounded up: a bound that is met is never met by rounding. */
const up = (value: number) => Math.ceil(value * 100) / 100;
const down = (value: number) => Math.floor(value * 1e4) / 1e4;

const DATABASES = [
  ['postgresql-mean-ms', 'PostgreSQL'],
  ['mysql-mean-ms', 'MySQL'],
] as const;

function measureDatabases(figures: readonly Figure[]): MeasuredValue | string {
  const known = DATABASES.flatMap(([id, what]) => {
    const value = largest(figures, id);
    return value === undefined ? [] : [{ what, value }];
  });
  if (known.length === 0)
    return 'No exporter of a database tells how long its statements take; scrape one with pg_stat_statements or the performance schema.';
  const each = known.map(({ what, value }) => `${what} ${up(value)} ms`);
  return exactly(
    up(Math.max(...known.map(({ value }) => value))),
    `the mean of all statements of the last hour, of the slowest kind of database: ${each.join(
      ', ',
    )}`,
  );
}

function measureQueries(figures: readonly Figure[]): MeasuredValue | string {
  const value = largest(figures, 'trino-p95-ms');
  return value === undefined
    ? 'No store of metrics has the times of queries of Trino in the last hour; scrape its coordinator.'
    : exactly(
        up(value),
        'within this time 95 of 100 queries ended in the worst five minutes of the last hour',
      );
}

/** What stays of a day is what arrived and was not deleted; what was received holds copies and repeated writes too. */
function measureArrival(figures: readonly Figure[]): MeasuredValue | string {
  const received = largest(figures, 'objects-received-day-bytes');
  const grown = largest(figures, 'objects-grown-day-bytes');
  if (received === undefined)
    return 'No store of metrics has a day of what the object store received; scrape MinIO.';
  const high = down(received / TERABYTE);
  const low = Math.min(high, down(Math.max(0, grown ?? 0) / TERABYTE));
  return {
    low,
    high,
    detail:
      grown === undefined
        ? 'the object store received so much at most in the last day; how much of it is new data is not known'
        : 'from what the buckets grew by in the last day to all that the object store received',
  };
}

function figureOf(of: {
  id: string;
  title: string;
  unit: Measurement['unit'];
  derive: (figures: readonly Figure[]) => MeasuredValue | string;
}): Measurement {
  const { derive, ...rest } = of;
  return {
    ...rest,
    measure: inputs =>
      deriveOrExplain(observeFigures(inputs), inputs.now, derive),
  };
}

/** Figures that stores of metrics are asked for. */
export const FIGURE_MEASUREMENTS: readonly Measurement[] = [
  figureOf({
    id: 'database-latency',
    title: 'Time that a statement of a database takes',
    unit: 'milliseconds',
    derive: measureDatabases,
  }),
  figureOf({
    id: 'query-latency',
    title: 'Time within which 95 of 100 queries end',
    unit: 'milliseconds',
    derive: measureQueries,
  }),
  figureOf({
    id: 'ingestion-a-day',
    title: 'Data that arrives in a day',
    unit: 'terabytes-per-day',
    derive: measureArrival,
  }),
];

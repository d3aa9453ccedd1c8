/**
 * Figures that a metrics store can tell at once, by the names that the software itself gives its metrics. A store without such series tells
 * none, and then a figure is not known; never that it is zero.
 */
import { z } from 'zod';

/** A figure, as a store told it. */
export const FigureSchema = z.object({
  /** Id of its question. */
  id: z.string(),
  /** What of it is told, where it is told of several: the name of a bucket. */
  of: z.string().optional(),
  value: z.number(),
});
/** A figure, as a store told it. */
export type Figure = z.infer<typeof FigureSchema>;

/** A question to a metrics store. */
export interface FigureQuestion {
  id: string;
  /** PromQL. */
  query: string;
  /** Label that tells the samples apart; absent when there is one. */
  by?: string;
}

/** Both forms of the name that Trino's own endpoint and its JMX exporter use; the times are milliseconds. */
const TRINO_P95 =
  '{__name__=~"(?i)trino_execution_(name_)?QueryManager_ExecutionTime_FiveMinutes_P95"}';
/** The same where the quantile is a label. */
const TRINO_QUANTILE =
  '{__name__=~"(?i)trino_execution_(name_)?QueryManager_ExecutionTime_FiveMinutes",quantile="0.95"}';
/** The worst five minutes of an hour; comparing leaves out minutes without a query, which are told as NaN. */
const worstHour = (series: string) =>
  `max(max_over_time((${series} >= 0)[1h:1m]))`;

/** Mean milliseconds of what a pair of counters counts, over an hour in which there was anything. */
const meanOf = (seconds: string, calls: string) =>
  `1000 * sum(increase(${seconds}[1h])) / (sum(increase(${calls}[1h])) > 0)`;

const RECEIVED = '{__name__=~"minio_s3_traffic_received_bytes(_total)?"}';
const KEPT = 'minio_bucket_usage_total_bytes';

/** Every question, a plain one first; of buckets only that they are there. Those of a day are answered only where the series is a day old. */
export const FIGURE_QUESTIONS: readonly FigureQuestion[] = [
  { id: 'bucket', query: KEPT, by: 'bucket' },
  {
    id: 'trino-p95-ms',
    query: `${worstHour(TRINO_P95)} or ${worstHour(TRINO_QUANTILE)}`,
  },
  {
    id: 'postgresql-mean-ms',
    query: meanOf(
      'pg_stat_statements_seconds_total',
      'pg_stat_statements_calls_total',
    ),
  },
  {
    id: 'mysql-mean-ms',
    query: meanOf(
      'mysql_perf_schema_events_statements_seconds_total',
      'mysql_perf_schema_events_statements_total',
    ),
  },
  {
    id: 'objects-received-day-bytes',
    query: `sum(increase(${RECEIVED}[1d])) and on() count(${RECEIVED} offset 1d)`,
  },
  {
    id: 'objects-grown-day-bytes',
    query: `sum(max by (bucket) (${KEPT})) - sum(max by (bucket) (${KEPT} offset 1d))`,
  },
];

/**
 * Answers the queries that need no engine: a selector, compared with a number if wanted, or one aggregate of that. Of
 * everything else there is no data, which is what a server says of a metric that nobody sends.
 */
import { readSelector } from './selectSeries';
import type { Series } from './types';

const COMPARED = /^([\s\S]*?)\s*(==|!=|>=|<=|>|<)\s*(-?[\d.]+(?:e\d+)?)\s*$/;
const AGGREGATE = /^\s*(sum|count|min|max|avg)\s*\(([\s\S]*)\)\s*$/;

const COMPARE: Record<string, (value: number, limit: number) => boolean> = {
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
};

const AGGREGATES: Record<string, (values: number[]) => number> = {
  sum: values => values.reduce((sum, value) => sum + value, 0),
  count: values => values.length,
  min: values => Math.min(...values),
  max: values => Math.max(...values),
  avg: values => values.reduce((sum, value) => sum + value, 0) / values.length,
};

/** The series that a query gives now. */
export function evaluate(query: string, series: readonly Series[]): Series[] {
  const aggregate = AGGREGATE.exec(query);
  if (aggregate) {
    const inner = evaluate(aggregate[2], series);
    const values = inner.map(({ value }) => value);
    return inner.length > 0
      ? [{ labels: {}, value: AGGREGATES[aggregate[1]](values) }]
      : [];
  }
  const whole = readSelector(query);
  if (whole) return series.filter(whole);
  const compared = COMPARED.exec(query);
  if (!compared) return [];
  const [, left, operator, limit] = compared;
  return evaluate(left, series).filter(({ value }) =>
    COMPARE[operator](value, Number(limit)),
  );
}

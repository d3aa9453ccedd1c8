import {
  dateOf,
  daysBetween,
  isHoliday,
  monthsBetween,
  weekdaysBetween,
} from '../calendar';
import { valueOn } from '../series';
import type { JsonRecord } from '../types';
import type { EiaFrequency, EiaRoute, EiaSeries } from './routes';

const DAY = 86_400_000;

/** EIA publishes some days after the day that it is about. */
const lag: Readonly<Record<EiaFrequency, number>> = {
  daily: 4 * DAY,
  weekly: 5 * DAY,
  monthly: 35 * DAY,
  annual: 400 * DAY,
};

/** Every period of a series up to now, oldest first. */
export function periodsOf(
  series: EiaSeries,
  frequency: EiaFrequency,
  now: number,
): string[] {
  const last = dateOf(now - lag[frequency]);
  switch (frequency) {
    case 'daily':
      return weekdaysBetween(series.start, last);
    case 'weekly':
      return daysBetween(series.start, last).filter(
        date => new Date(date).getUTCDay() === 5,
      );
    case 'monthly':
      return monthsBetween(series.start, last);
    default:
      return [
        ...new Set(
          monthsBetween(series.start, last).map(month => month.slice(0, 4)),
        ),
      ];
  }
}

/** What to read of a route; facets are lists of allowed values. */
export interface RowQuery {
  frequency: EiaFrequency;
  columns: readonly string[];
  facets: Readonly<Record<string, readonly string[]>>;
  start?: string;
  end?: string;
  sort: readonly { column: string; direction: 'asc' | 'desc' }[];
}

function compare(left: JsonRecord, right: JsonRecord, column: string): number {
  const [a, b] = [left[column], right[column]];
  if (a === b) return 0;
  if (column === 'value') return Number(a) - Number(b);
  return String(a) < String(b) ? -1 : 1;
}

/** Ties are broken by period and series, so that pages of one query never overlap. */
function order(rows: JsonRecord[], sort: RowQuery['sort']): JsonRecord[] {
  const keys = [
    ...sort,
    { column: 'period', direction: 'desc' as const },
    { column: 'series', direction: 'asc' as const },
  ];
  return rows.sort((left, right) => {
    for (const { column, direction } of keys) {
      const told = compare(left, right, column);
      if (told !== 0) return direction === 'asc' ? told : -told;
    }
    return 0;
  });
}

/** All rows of a query, in its order. Values are text; a holiday has null. */
export function rowsOf(
  route: EiaRoute,
  query: RowQuery,
  now: number,
): JsonRecord[] {
  const chosen = route.series.filter(series =>
    Object.entries(query.facets).every(([facet, allowed]) =>
      allowed.includes(series.columns[facet]),
    ),
  );
  const withValue = query.columns.includes('value');
  const rows = chosen.flatMap(series =>
    periodsOf(series, query.frequency, now)
      .filter(period => !query.start || period >= query.start)
      .filter(period => !query.end || period <= query.end)
      .map((period): JsonRecord => {
        const row: JsonRecord = { period, ...series.columns };
        if (!withValue) return row;
        const closed = query.frequency === 'daily' && isHoliday(period);
        row.value = closed
          ? null
          : valueOn(series.id, period, series.level).toFixed(2);
        row.units = series.units;
        return row;
      }),
  );
  return order(rows, query.sort);
}

/*
 * Expectations are judged at the end of a run but a run is never held in memory. So each expectation keeps a handful
 * of numbers, which are plain JSON: they travel in the checkpoint, and a run that died and goes on judges all of its
 * pages, not only the last ones.
 */
import type { Row, Value } from '../schema';
import { createKeyWindow } from '../run/keyWindow';
import type { KeyWindow } from '../run/keyWindow';
import type { QualityCheck } from './types';

/** The numbers of one expectation. */
export interface Count {
  /** Rows looked at. */
  readonly total: number;
  /** Rows that break it. */
  readonly bad: number;
  /** The first value that breaks it. */
  readonly example?: string;
  /** Sum of sizes, for the mean. */
  readonly sum?: number;
  /** The value before, or the newest, as the expectation needs it. */
  readonly last?: string;
}

/** The numbers of a run so far. */
export interface Tally {
  readonly rows: number;
  /** In the order of the stream's checks. */
  readonly counts: readonly Count[];
}

/** A tally that has seen nothing. */
export function emptyTally(checks: readonly QualityCheck[]): Tally {
  return { rows: 0, counts: checks.map(() => ({ total: 0, bad: 0 })) };
}

/** True when a value is beyond a bound; numbers and decimals by size, text by order. */
function isBeyond(value: Value, bound: number | string, sign: 1 | -1): boolean {
  if (typeof bound === 'number') {
    return sign * (Number(value) - bound) > 0;
  }
  return sign > 0 ? String(value) > bound : String(value) < bound;
}

function isOutside(
  check: { min?: number | string; max?: number | string },
  value: Value,
): boolean {
  return (
    (check.min !== undefined && isBeyond(value, check.min, -1)) ||
    (check.max !== undefined && isBeyond(value, check.max, 1))
  );
}

function goesBack(
  direction: 'ascending' | 'descending',
  last: string | undefined,
  value: string,
): boolean {
  if (last === undefined) {
    return false;
  }
  return direction === 'ascending' ? value < last : value > last;
}

function breaks(check: QualityCheck, count: Count, value: Value): boolean {
  if (check.check === 'null-share') {
    return value === null;
  }
  if (value === null) {
    return false;
  }
  switch (check.check) {
    case 'range':
      return isOutside(check, value);
    case 'unit':
      return !check.expected.includes(String(value));
    case 'monotone':
      return goesBack(
        check.direction ?? 'ascending',
        count.last,
        String(value),
      );
    default:
      return false;
  }
}

function lastOf(
  check: QualityCheck,
  count: Count,
  value: Value,
): string | undefined {
  if (value === null) {
    return count.last;
  }
  if (check.check === 'monotone') {
    return String(value);
  }
  if (check.check === 'freshness') {
    const text = String(value);
    return count.last !== undefined && count.last > text ? count.last : text;
  }
  return undefined;
}

function step(
  check: QualityCheck,
  count: Count,
  row: Row,
  window: KeyWindow | undefined,
): Count {
  if (check.check === 'row-count') {
    return count;
  }
  if (check.check === 'unique') {
    const repeated = window !== undefined && window.see(row) !== 'new';
    return {
      total: count.total + 1,
      bad: count.bad + (repeated ? 1 : 0),
      example:
        count.example ??
        (repeated
          ? check.columns.map(column => row[column] ?? null).join(', ')
          : undefined),
    };
  }
  const value = row[check.column] ?? null;
  const bad = breaks(check, count, value);
  return {
    total:
      count.total + (value === null && check.check !== 'null-share' ? 0 : 1),
    bad: count.bad + (bad ? 1 : 0),
    example: count.example ?? (bad ? String(value) : undefined),
    last: lastOf(check, count, value),
    ...(check.check === 'magnitude' && {
      sum: (count.sum ?? 0) + Math.abs(Number(value ?? 0)),
    }),
  };
}

/** Adds pages to tallies; it remembers the newest keys for `unique`. */
export function createCounter(
  checks: readonly QualityCheck[],
): (tally: Tally, rows: readonly Row[]) => Tally {
  const windows = checks.map(check =>
    check.check === 'unique' ? createKeyWindow(check.columns) : undefined,
  );
  return (tally, rows) => {
    const counts = [...tally.counts];
    for (const row of rows) {
      for (const [index, check] of checks.entries()) {
        counts[index] = step(check, counts[index], row, windows[index]);
      }
    }
    return { rows: tally.rows + rows.length, counts };
  };
}

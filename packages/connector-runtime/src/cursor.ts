/*
 * The cursor: the greatest accepted value of one column. Values of one granularity are text that sorts as time does,
 * so they are compared as text; only `number` is compared by size.
 */
import type { CursorDeclaration } from './declaration';
import { ConnectorError } from './errors';
import type { Row, Value } from './schema';
import type { Window } from './source/types';

type Granularity = CursorDeclaration['granularity'];

const SHAPES: Readonly<Record<Granularity, RegExp>> = {
  second: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/,
  hour: /^\d{4}-\d{2}-\d{2}T\d{2}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
  number: /^-?\d+$/,
};

const LENGTHS = { second: 24, hour: 13, day: 10, month: 7, year: 4 } as const;

function assertShape(cursor: CursorDeclaration, value: string): void {
  if (!SHAPES[cursor.granularity].test(value)) {
    throw new ConnectorError(
      'contract',
      `'${value}' is no ${cursor.granularity} in column '${cursor.field}'; correct the cursor's granularity or the schema's pattern.`,
    );
  }
}

function parse(granularity: Granularity, value: string): Date {
  if (granularity === 'second') {
    return new Date(value);
  }
  const [date, hour = '00'] = value.split('T');
  const [year, month = '01', day = '01'] = date.split('-');
  return new Date(Date.UTC(+year, +month - 1, +day, +hour));
}

/**
 * A cursor value moved by a number of its units, UTC.
 *
 * @throws ConnectorError `contract` when the value is of another granularity.
 */
export function moveCursor(
  cursor: CursorDeclaration,
  value: string,
  by: number,
): string {
  assertShape(cursor, value);
  const { granularity } = cursor;
  if (granularity === 'number') {
    return String(BigInt(value) + BigInt(Math.trunc(by)));
  }
  const at = parse(granularity, value);
  if (granularity === 'second') {
    at.setUTCSeconds(at.getUTCSeconds() + by);
  } else if (granularity === 'hour') {
    at.setUTCHours(at.getUTCHours() + by);
  } else if (granularity === 'day') {
    at.setUTCDate(at.getUTCDate() + by);
  } else if (granularity === 'month') {
    at.setUTCMonth(at.getUTCMonth() + by);
  } else {
    at.setUTCFullYear(at.getUTCFullYear() + by);
  }
  return at.toISOString().slice(0, LENGTHS[granularity]);
}

/** Less than 0 when the left value is before the right one. */
export function compareCursor(
  granularity: Granularity,
  left: string,
  right: string,
): number {
  if (granularity === 'number') {
    return Number(BigInt(left) - BigInt(right));
  }
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/** Where the next read starts: the cursor less the lookback, never before `initial`. */
export function startOf(
  cursor: CursorDeclaration,
  reached: string | undefined,
): string {
  if (reached === undefined) {
    return cursor.initial;
  }
  const start = moveCursor(cursor, reached, -cursor.lookback);
  return compareCursor(cursor.granularity, start, cursor.initial) < 0
    ? cursor.initial
    : start;
}

/** The greater of two cursor values of one granularity. */
export function furthest(
  left: string | undefined,
  right: string | undefined,
  granularity: Granularity = 'day',
): string | undefined {
  if (left === undefined || right === undefined) {
    return left ?? right;
  }
  return compareCursor(granularity, left, right) < 0 ? right : left;
}

/** The value of the cursor's column in a row; undefined when the row has none. */
export function cursorValue(value: Value | undefined): string | undefined {
  return value === null || value === undefined || value === ''
    ? undefined
    : String(value);
}

/** Why a row cannot be ordered, or undefined when it can. A row without a value is not ordered and that is well. */
export function problemOfCursor(
  cursor: CursorDeclaration,
  row: Row,
): string | undefined {
  const value = cursorValue(row[cursor.field]);
  return value === undefined || SHAPES[cursor.granularity].test(value)
    ? undefined
    : `${cursor.field}: '${value.slice(0, 40)}' is no ${cursor.granularity}`;
}

/** Bounds may be written shorter than values (`2026-01` and `2026-01-31`): they are compared as far as they go. */
function compareBound(
  cursor: CursorDeclaration,
  value: string,
  bound: string,
): number {
  return compareCursor(
    cursor.granularity,
    cursor.granularity === 'number' ? value : value.slice(0, bound.length),
    bound,
  );
}

/**
 * True when a row lies outside what was asked for. The end always counts; the start only where the source cannot
 * filter, since a source that filters may rightly give a period that began earlier.
 */
export function isOutside(
  cursor: CursorDeclaration,
  window: Window,
  value: Value | undefined,
): boolean {
  const text = cursorValue(value);
  if (text === undefined) {
    return false;
  }
  if (window.to !== undefined && compareBound(cursor, text, window.to) > 0) {
    return true;
  }
  return (
    cursor.filter === 'client' &&
    window.from !== undefined &&
    compareBound(cursor, text, window.from) < 0
  );
}

import type { CursorDeclaration } from './declaration';
import { ConnectorError } from './errors';

const SHAPES = {
  second: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  hour: /^\d{4}-\d{2}-\d{2}T\d{2}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
} as const;

const INTEGER = /^-?\d+$/;
const LENGTHS = { second: 24, hour: 13, day: 10, month: 7, year: 4 } as const;

function assertShape(
  cursor: CursorDeclaration,
  shape: RegExp,
  value: string,
): void {
  if (!shape.test(value)) {
    throw new ConnectorError(
      'contract',
      `'${value}' is no ${cursor.granularity} in column '${cursor.field}'; correct the cursor's granularity or the schema's pattern.`,
    );
  }
}

function parse(value: string): Date {
  if (value.endsWith('Z')) {
    return new Date(value);
  }
  const [date, hour = '00'] = value.split('T');
  const [year, month = '01', day = '01'] = date.split('-');
  return new Date(Date.UTC(+year, +month - 1, +day, +hour));
}

/** Where the next read starts: the cursor less the lookback, never before `initial`. UTC. */
export function startOf(
  cursor: CursorDeclaration,
  reached: string | undefined,
): string {
  if (reached === undefined) {
    return cursor.initial;
  }
  if (cursor.granularity === 'number') {
    assertShape(cursor, INTEGER, reached);
    const from = BigInt(reached) - BigInt(cursor.lookback);
    return from < BigInt(cursor.initial) ? cursor.initial : from.toString();
  }
  assertShape(cursor, SHAPES[cursor.granularity], reached);
  const at = parse(reached);
  if (cursor.granularity === 'second') {
    at.setUTCSeconds(at.getUTCSeconds() - cursor.lookback);
  } else if (cursor.granularity === 'hour') {
    at.setUTCHours(at.getUTCHours() - cursor.lookback);
  } else if (cursor.granularity === 'day') {
    at.setUTCDate(at.getUTCDate() - cursor.lookback);
  } else if (cursor.granularity === 'month') {
    at.setUTCMonth(at.getUTCMonth() - cursor.lookback);
  } else {
    at.setUTCFullYear(at.getUTCFullYear() - cursor.lookback);
  }
  const start = at.toISOString().slice(0, LENGTHS[cursor.granularity]);
  return start < cursor.initial ? cursor.initial : start;
}

/** The greater of two cursor values of one granularity. */
export function furthest(
  left: string | undefined,
  right: string | undefined,
): string | undefined {
  if (left === undefined || right === undefined) {
    return left ?? right;
  }
  if (INTEGER.test(left) && INTEGER.test(right)) {
    return BigInt(left) < BigInt(right) ? right : left;
  }
  return left < right ? right : left;
}

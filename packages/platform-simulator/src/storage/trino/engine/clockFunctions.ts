/** Functions of dates and times. */
import { dayOf, parseDate, showDate, startOfDay } from '../calendar';
import { SqlError } from '../SqlError';
import {
  BIGINT,
  DATE,
  DOUBLE,
  VARCHAR,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../types';
import { castBetween } from '../cast';
import { fixed, type SqlFunction } from './defineFunction';

const MICROS = {
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
} as const;

const hasDate = (type: SqlType) =>
  ['date', 'timestamp', 'timestamptz'].includes(type.kind);

/** Microseconds of a date or a moment. */
function microsOf(value: NonNullable<SqlValue>, type: SqlType): bigint {
  return type.kind === 'date' ? startOfDay(Number(value)) : (value as bigint);
}

/** A function of the parts of a date or a moment. */
function part(read: (micros: bigint, date: Date) => number): SqlFunction {
  return ({ args }) => {
    const [arg] = args;
    if (args.length !== 1 || !hasDate(arg.type)) return undefined;
    const run = (row: SqlRow) => {
      const value = arg.run(row);
      if (value === null) return null;
      const micros = microsOf(value, arg.type);
      const date = new Date(dayOf(micros) * 86_400_000);
      return BigInt(read(micros, date));
    };
    return { type: BIGINT, run };
  };
}

function ofDay(micros: bigint, unit: bigint, modulo: bigint): number {
  return Number(((micros - startOfDay(dayOf(micros))) / unit) % modulo);
}

const STARTS: Readonly<Record<string, (date: string) => string>> = {
  year: date => `${date.slice(0, -5)}01-01`,
  quarter: date => {
    const month = Number(date.slice(-5, -3));
    const first = month - ((month - 1) % 3);
    return `${date.slice(0, -5)}${String(first).padStart(2, '0')}-01`;
  },
  month: date => `${date.slice(0, -2)}01`,
};

function truncate(unit: string, micros: bigint): bigint | undefined {
  if (Object.hasOwn(STARTS, unit)) {
    const start = parseDate(STARTS[unit](showDate(dayOf(micros))));
    return start === undefined ? undefined : startOfDay(start);
  }
  if (unit === 'week') {
    const day = dayOf(micros);
    // The first of January 1970 was a Thursday.
    return startOfDay(day - ((((day + 3) % 7) + 7) % 7));
  }
  const size =
    unit === 'millisecond'
      ? 1000n
      : Object.entries(MICROS).find(([name]) => name === unit)?.[1];
  if (size === undefined) return undefined;
  const start = startOfDay(dayOf(micros));
  return start + ((micros - start) / size) * size;
}

const dateTrunc: SqlFunction = ({ args, at }) => {
  const [unit, value] = args;
  if (args.length !== 2 || unit.type.kind !== 'varchar') return undefined;
  if (!hasDate(value.type)) return undefined;
  const { type } = value;
  const run = (row: SqlRow) => {
    const [name, held] = [unit.run(row), value.run(row)];
    if (name === null || held === null) return null;
    const start = truncate(String(name).toLowerCase(), microsOf(held, type));
    if (start === undefined) {
      throw new SqlError(
        'INVALID_FUNCTION_ARGUMENT',
        `'${String(name)}' is not a valid ${type.kind.toUpperCase()} field`,
        { at },
      );
    }
    return type.kind === 'date' ? dayOf(start) : start;
  };
  return { type, run };
};

const toDate: SqlFunction = ({ args }) => {
  const convert = args.length === 1 && castBetween(args[0].type, DATE);
  if (!convert) return undefined;
  return { type: DATE, run: row => convert(args[0].run(row)) };
};

const now: SqlFunction = ({ args, context }) => {
  if (args.length > 0) return undefined;
  const micros = BigInt(context.now) * 1000n;
  return { type: { kind: 'timestamptz', precision: 3 }, run: () => micros };
};

const today: SqlFunction = ({ args, context }) => {
  if (args.length > 0) return undefined;
  const day = dayOf(BigInt(context.now) * 1000n);
  return { type: DATE, run: () => day };
};

/** By name. */
export const CLOCK_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  year: part((_micros, date) => date.getUTCFullYear()),
  quarter: part((_micros, date) => Math.floor(date.getUTCMonth() / 3) + 1),
  month: part((_micros, date) => date.getUTCMonth() + 1),
  day: part((_micros, date) => date.getUTCDate()),
  day_of_month: part((_micros, date) => date.getUTCDate()),
  day_of_week: part((_micros, date) => date.getUTCDay() || 7),
  hour: part(micros => ofDay(micros, MICROS.hour, 24n)),
  minute: part(micros => ofDay(micros, MICROS.minute, 60n)),
  second: part(micros => ofDay(micros, MICROS.second, 60n)),
  date: toDate,
  date_trunc: dateTrunc,
  now,
  current_timestamp: now,
  current_date: today,
  from_unixtime: fixed(
    [DOUBLE],
    { kind: 'timestamptz', precision: 3 },
    seconds => BigInt(Math.round(Number(seconds) * 1000)) * 1000n,
  ),
  to_unixtime: ({ args }) => {
    const [value] = args;
    if (args.length !== 1 || !hasDate(value.type)) return undefined;
    const run = (row: SqlRow) => {
      const held = value.run(row);
      return held === null ? null : Number(microsOf(held, value.type)) / 1e6;
    };
    return { type: DOUBLE, run };
  },
  from_iso8601_date: fixed([VARCHAR], DATE, value => {
    const day = parseDate(String(value));
    if (day === undefined) {
      throw new SqlError(
        'INVALID_FUNCTION_ARGUMENT',
        `Invalid date: ${String(value)}`,
      );
    }
    return day;
  }),
};

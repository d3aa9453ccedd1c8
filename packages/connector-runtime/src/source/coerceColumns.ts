/*
 * From what a source writes to what a row holds: names, "no value", exact decimals, dates. Never a guess: a value that
 * cannot become what was declared stays as it came, so that the schema rejects the row with the source's own words.
 */
import { valueAt } from '../places';
import { canonicalDecimal } from './canonicalDecimal';
import type { ColumnDeclaration, ColumnKind } from './columnDeclaration';
import { dayIn } from './guards/zonedDay';

/** Texts that mean "no value" unless a column declares others. */
export const MISSING: readonly string[] = ['', '.', '-', 'N/A', 'NA'];

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const OFFSET = /([+-]\d{2}):?(\d{2})?$/;

function toDecimal(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    return value;
  }
  return canonicalDecimal(String(value).trim()) ?? value;
}

function toNumber(value: unknown, whole: boolean): unknown {
  const digits = toDecimal(value);
  if (typeof digits !== 'string') {
    return value;
  }
  const number = canonicalDecimal(digits) === undefined ? NaN : Number(digits);
  const fits = whole ? Number.isSafeInteger(number) : Number.isFinite(number);
  return fits ? number : value;
}

function toBoolean(value: unknown): unknown {
  const text = String(value).trim().toLowerCase();
  if (['true', 'yes', 'y', '1'].includes(text)) {
    return true;
  }
  return ['false', 'no', 'n', '0'].includes(text) ? false : value;
}

function momentOf(column: ColumnDeclaration, value: unknown): Date | undefined {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value;
  }
  const number = toNumber(value, true);
  if (typeof number === 'number' && column.epoch !== undefined) {
    const at = new Date(column.epoch === 'seconds' ? number * 1000 : number);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  if (typeof value === 'number') {
    const at = new Date(value);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  if (typeof value !== 'string' || !ISO_TIME.test(value.trim())) {
    return undefined;
  }
  const text = value.trim().replace(' ', 'T');
  const clock = text.slice(text.indexOf('T'));
  // Offsets are written `+00`, `+0000` and `+00:00`; a time without one is taken for UTC.
  const zoned = OFFSET.test(clock)
    ? text.replace(OFFSET, (_, hours, minutes = '00') => `${hours}:${minutes}`)
    : text.replace(/Z?$/, 'Z');
  const at = new Date(zoned);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function toDate(column: ColumnDeclaration, value: unknown): unknown {
  if (typeof value === 'string' && ISO_DATE.test(value.trim())) {
    return value.trim();
  }
  // A local time without a zone is a day as it stands.
  if (
    typeof value === 'string' &&
    ISO_TIME.test(value.trim()) &&
    column.zone === undefined
  ) {
    return value.trim().slice(0, 10);
  }
  const at = momentOf(column, value);
  return at ? dayIn(column.zone ?? 'UTC', at.getTime()) : value;
}

function toTimestamp(column: ColumnDeclaration, value: unknown): unknown {
  const dated =
    typeof value === 'string' && ISO_DATE.test(value.trim())
      ? `${value.trim()}T00:00:00Z`
      : value;
  return momentOf(column, dated)?.toISOString() ?? value;
}

type Coerce = (column: ColumnDeclaration, value: unknown) => unknown;

const COERCIONS: Readonly<Record<ColumnKind, Coerce>> = {
  text: (_, value) =>
    typeof value === 'object' || typeof value === 'string'
      ? value
      : String(value),
  decimal: (_, value) => toDecimal(value),
  number: (_, value) => toNumber(value, false),
  integer: (_, value) => toNumber(value, true),
  boolean: (_, value) => toBoolean(value),
  date: toDate,
  timestamp: toTimestamp,
};

/** One value as its column declares it. */
export function coerceValue(
  column: ColumnDeclaration,
  value: unknown,
): unknown {
  if (column.as === undefined || value === null || value === undefined) {
    return value;
  }
  const missing = column.missing ?? MISSING;
  if (typeof value === 'string' && missing.includes(value.trim())) {
    return null;
  }
  return COERCIONS[column.as](column, value);
}

/** Where the columns of a record come from. */
export interface ColumnOrigin {
  /** The parsed answer. */
  readonly answer: unknown;
  readonly partition?: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(record: unknown): record is Fields {
  return (
    typeof record === 'object' && record !== null && !Array.isArray(record)
  );
}

/** Names that a renamed column leaves behind. */
function leftBehind(
  columns: Readonly<Record<string, ColumnDeclaration>>,
): ReadonlySet<string> {
  const left = new Set<string>();
  for (const [name, { from, in: where }] of Object.entries(columns)) {
    const renamed = from !== undefined && from !== name;
    if (renamed && (where ?? 'record') === 'record') {
      left.add(from);
    }
  }
  for (const name of Object.keys(columns)) {
    left.delete(name);
  }
  return left;
}

/** Places below a name that columns are taken from: of `meta.symbol` it is `symbol` below `meta`. */
function takenBelow(
  columns: Readonly<Record<string, ColumnDeclaration>>,
): ReadonlyMap<string, readonly string[]> {
  const taken = new Map<string, string[]>();
  for (const { from = '', in: where } of Object.values(columns)) {
    const dot = from.indexOf('.');
    if (dot > 0 && (where ?? 'record') === 'record') {
      const name = from.slice(0, dot);
      taken.set(name, [...(taken.get(name) ?? []), from.slice(dot + 1)]);
    }
  }
  return taken;
}

/** What is left of a value when places in it are taken away; undefined when nothing is. */
function without(value: unknown, places: readonly string[]): unknown {
  if (!isFields(value)) {
    return value;
  }
  const left = Object.entries(value).flatMap(
    ([name, inner]): Array<[string, unknown]> => {
      const below = places
        .filter(place => place.startsWith(`${name}.`))
        .map(place => place.slice(name.length + 1));
      const rest = below.length > 0 ? without(inner, below) : inner;
      return places.includes(name) || rest === undefined ? [] : [[name, rest]];
    },
  );
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function find(
  column: ColumnDeclaration,
  place: string,
  record: Fields,
  origin: ColumnOrigin,
): unknown {
  switch (column.in) {
    case 'partition':
      return origin.partition?.[place];
    case 'answer':
      return valueAt(origin.answer, place);
    default:
      // "1. open" is a name and no place.
      return Object.hasOwn(record, place)
        ? record[place]
        : valueAt(record, place);
  }
}

/**
 * Records with their columns named and coerced. What is no object comes back unchanged; columns that are not declared
 * pass as they came, except those that were renamed.
 */
export function coerceColumns(
  columns: Readonly<Record<string, ColumnDeclaration>>,
  records: readonly unknown[],
  origin: ColumnOrigin,
): readonly unknown[] {
  const declared = Object.entries(columns);
  const left = leftBehind(columns);
  const below = takenBelow(columns);
  return records.map(record => {
    if (!isFields(record)) {
      return record;
    }
    const row: Array<[string, unknown]> = [];
    for (const name of Object.keys(record)) {
      if (Object.hasOwn(columns, name) || left.has(name)) {
        continue;
      }
      const places = below.get(name);
      const rest = places ? without(record[name], places) : record[name];
      if (rest !== undefined) {
        row.push([name, rest]);
      }
    }
    for (const [name, column] of declared) {
      const value = find(column, column.from ?? name, record, origin);
      if (value !== undefined) {
        row.push([name, coerceValue(column, value)]);
      }
    }
    return Object.fromEntries(row);
  });
}

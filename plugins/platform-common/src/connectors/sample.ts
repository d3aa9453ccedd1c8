/*
 * Samples in the shape of a source's real answers, made from what was asked for and from nothing else: the same spec gives the same bytes. Their numbers
 * are made up. A person replaces them with recorded answers; the tests of the repository do not change then.
 */
import type { JsonObject, JsonValue } from '../kubernetes';
import { isMapping } from './documents';
import type { PlannedColumn } from './plan';

const DAY_MS = 86_400_000;

/** Days from `first` on, `2024-01-02`. */
export function daysFrom(first: string, count: number, step = 1): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(start + index * step * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Months from the one of `first` on, `2024-01`. */
export function monthsFrom(first: string, count: number, step = 1): string[] {
  const [year, month = '01'] = first.split('-');
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(Number(year), Number(month) - 1 + index * step, 1))
      .toISOString()
      .slice(0, 7),
  );
}

/** An instant some days after a day, when a sample is read. */
export function instantAfter(day: string, days: number): string {
  const [year, month = '01', date = '01'] = day.slice(0, 10).split('-');
  const start = Date.UTC(Number(year), Number(month) - 1, Number(date));
  return new Date(start + days * DAY_MS + 6.5 * 3_600_000).toISOString();
}

/** The path and query of a request as fixtures name it: sorted, readable, without a key. */
export function requestOf(
  address: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  url.searchParams.sort();
  return decodeURIComponent(`${url.pathname}?${url.searchParams.toString()}`);
}

/** A recorded answer. */
export function answer(request: string, body: JsonValue): JsonObject {
  return { request, status: 200, contentType: 'application/json', body };
}

function rawValue(column: PlannedColumn, index: number): JsonValue {
  if (column.json) return { note: index };
  const day = daysFrom('2024-01-02', index + 1)[index];
  switch (column.type) {
    case 'integer':
      return 100 + index;
    case 'number':
      return 10.5 + index;
    case 'decimal':
      return `${71 + index}.25`;
    case 'boolean':
      return index % 2 === 0;
    case 'date':
      return day;
    case 'timestamp':
      return `${day}T06:00:00.000Z`;
    default:
      return `${column.name}-${index + 1}`;
  }
}

function place(record: JsonObject, path: string, value: JsonValue): void {
  const [first, ...rest] = path.split('.');
  // "1. open" is a name and no place.
  if (rest.length === 0 || rest.some(part => /^ |^$/.test(part))) {
    record[path] = value;
    return;
  }
  const below = record[first];
  const child: JsonObject = isMapping(below) ? below : {};
  record[first] = child;
  place(child, rest.join('.'), value);
}

/** Three records of the declared columns, as the source writes them, and the rows that they must become. */
export function sampleRecords(
  columns: readonly PlannedColumn[],
  primaryKey: readonly string[],
): { records: JsonObject[]; rows: JsonObject[] } {
  const records: JsonObject[] = [];
  const rows: JsonObject[] = [];
  for (const index of [0, 1, 2]) {
    const record: JsonObject = {};
    const row: JsonObject = {};
    for (const column of columns) {
      // The last record lacks what may be missing, so the tests see a null.
      const isMissing = index === 2 && !primaryKey.includes(column.name);
      const value = isMissing ? null : rawValue(column, index);
      place(record, column.from ?? column.name, value);
      row[column.name] =
        column.json && value !== null ? JSON.stringify(value) : value;
    }
    records.push(record);
    rows.push(row);
  }
  return { records, rows };
}

/** Puts records where the answer has them, and other values where they are. */
export function answerAt(
  recordsAt: string,
  records: JsonValue,
  extras: JsonObject = {},
): JsonValue {
  if (recordsAt === '') return records;
  const body: JsonObject = {};
  for (const [path, value] of Object.entries(extras)) {
    place(body, path, value ?? null);
  }
  place(body, recordsAt, records);
  return body;
}

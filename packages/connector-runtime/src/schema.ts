/*
 * The contract of a row. A small part of JSON Schema, so that the same file is read by people, editors and this
 * code, plus two words that say how the source writes: `x-number` (a number written as text) and `x-missing`
 * (the texts that stand for "no value").
 */
import { ConnectorError } from './errors';

/** A value of a row. */
export type Value = string | number | boolean | null;

/** A row after the contract. */
export type Row = Record<string, Value>;

/** One column. */
export interface ColumnSchema {
  readonly type: string | readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  /** `date`, `date-time` or `decimal` (exact digits as text); other words say nothing to this package. */
  readonly format?: string;
  /** Digits of a decimal, 38 unless said. */
  readonly 'x-precision'?: number;
  /** Digits after the point of a decimal, 9 unless said. */
  readonly 'x-scale'?: number;
  /** The source writes this number as text. */
  readonly 'x-number'?: boolean;
  /** The source writes an object or a list here; the row holds its JSON. */
  readonly 'x-json'?: boolean;
  /** Texts that mean "no value", such as "." or "-". */
  readonly 'x-missing'?: readonly string[];
}

/** All columns of a stream. */
export interface RowSchema {
  readonly type: string;
  readonly properties: Readonly<Record<string, ColumnSchema>>;
  readonly required: readonly string[];
  /** False: a column that is not declared rejects the row. True: it is dropped. */
  readonly additionalProperties: boolean;
}

/** A row that kept the contract, or the reasons why not. */
export type CheckedRow =
  | { readonly ok: true; readonly row: Row }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A column made ready for many rows. */
export interface Column {
  readonly name: string;
  readonly schema: ColumnSchema;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly pattern?: RegExp;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'null'];

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  // The 31st of February parses, as the 3rd of March.
  date: text =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    new Date(text).getUTCDate() === Number(text.slice(8)),
  'date-time': text =>
    /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)),
  decimal: text => /^-?\d+(\.\d+)?$/.test(text),
};

function typesOf(column: ColumnSchema): readonly string[] {
  return typeof column.type === 'string' ? [column.type] : column.type;
}

/** @throws ConnectorError `configuration` when the schema uses what this package does not check. */
export function assertSchema(schema: RowSchema, at: string): void {
  for (const [name, column] of Object.entries(schema.properties)) {
    for (const type of typesOf(column)) {
      if (!TYPES.includes(type)) {
        throw new ConnectorError(
          'configuration',
          `${at}: column '${name}' has the unknown type '${type}'; use ${TYPES.join(
            ', ',
          )}.`,
        );
      }
    }
  }
  for (const name of schema.required) {
    if (!(name in schema.properties)) {
      throw new ConnectorError(
        'configuration',
        `${at}: the required column '${name}' is not declared; add it to properties.`,
      );
    }
  }
}

const ready = new WeakMap<RowSchema, readonly Column[]>();

/** The columns of a schema, made ready once. */
export function columnsOf(schema: RowSchema): readonly Column[] {
  const known = ready.get(schema);
  if (known) {
    return known;
  }
  const columns = Object.entries(schema.properties).map(([name, column]) => ({
    name,
    schema: column,
    types: typesOf(column),
    required: schema.required.includes(name),
    pattern: column.pattern ? new RegExp(column.pattern) : undefined,
  }));
  ready.set(schema, columns);
  return columns;
}

function coerceText(column: ColumnSchema, value: string): Value {
  if (column['x-missing']?.includes(value.trim())) {
    return null;
  }
  if (
    column['x-number'] &&
    /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.trim())
  ) {
    return Number(value);
  }
  return value;
}

function coerce(column: ColumnSchema, value: unknown): unknown {
  if (typeof value === 'string') {
    return coerceText(column, value);
  }
  if (typeof value === 'number' && column.format === 'decimal') {
    return String(value);
  }
  if (typeof value === 'object' && value !== null && column['x-json']) {
    return JSON.stringify(value);
  }
  return value;
}

function hasType(value: unknown, type: string): value is Value {
  if (type === 'null') {
    return value === null;
  }
  if (type === 'integer') {
    return Number.isInteger(value);
  }
  if (type === 'number') {
    return typeof value === 'number' && Number.isFinite(value);
  }
  return typeof value === type;
}

function problemOfText(column: Column, value: Value): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  if (column.pattern && !column.pattern.test(value)) {
    return `${column.name}: does not match ${column.schema.pattern}`;
  }
  const format = FORMATS[column.schema.format ?? ''];
  return format && !format(value)
    ? `${column.name}: is no ${column.schema.format}`
    : undefined;
}

/** Holds one value against its column, after the conversions that the column declares. */
export function checkValue(
  column: Column,
  given: unknown,
): { value: Value } | { problem: string } {
  const value = coerce(column.schema, given);
  for (const type of column.types) {
    if (hasType(value, type)) {
      const problem = problemOfText(column, value);
      return problem === undefined ? { value } : { problem };
    }
  }
  return {
    problem: `${column.name}: expected ${column.types.join(' or ')}, got ${
      value === null ? 'null' : typeof value
    }`,
  };
}

/** Holds one record of the source against the contract; never throws, never guesses. */
export function checkRow(schema: RowSchema, record: unknown): CheckedRow {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { ok: false, problems: ['the record is not an object'] };
  }
  const entries = new Map<string, unknown>(Object.entries(record));
  const row: Row = {};
  const problems: string[] = [];
  for (const column of columnsOf(schema)) {
    if (!entries.has(column.name)) {
      if (column.required) {
        problems.push(`${column.name}: missing`);
      }
      continue;
    }
    const checked = checkValue(column, entries.get(column.name));
    if ('problem' in checked) {
      problems.push(checked.problem);
    } else {
      row[column.name] = checked.value;
    }
  }
  for (const name of entries.keys()) {
    if (!schema.additionalProperties && !(name in schema.properties)) {
      problems.push(`${name}: not in the contract`);
    }
  }
  return problems.length === 0 ? { ok: true, row } : { ok: false, problems };
}

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

const TYPES = ['string', 'number', 'integer', 'boolean', 'null'];

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

function coerce(column: ColumnSchema, value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
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

function checkColumn(
  name: string,
  column: ColumnSchema,
  value: unknown,
): { value: Value } | { problem: string } {
  for (const type of typesOf(column)) {
    if (hasType(value, type)) {
      if (
        typeof value === 'string' &&
        column.pattern &&
        !new RegExp(column.pattern).test(value)
      ) {
        return { problem: `${name}: does not match ${column.pattern}` };
      }
      return { value };
    }
  }
  return {
    problem: `${name}: expected ${typesOf(column).join(' or ')}, got ${
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
  for (const [name, column] of Object.entries(schema.properties)) {
    if (!entries.has(name)) {
      if (schema.required.includes(name)) {
        problems.push(`${name}: missing`);
      }
      continue;
    }
    const checked = checkColumn(
      name,
      column,
      coerce(column, entries.get(name)),
    );
    if ('problem' in checked) {
      problems.push(checked.problem);
    } else {
      row[name] = checked.value;
    }
  }
  for (const name of entries.keys()) {
    if (!schema.additionalProperties && !(name in schema.properties)) {
      problems.push(`${name}: not in the contract`);
    }
  }
  return problems.length === 0 ? { ok: true, row } : { ok: false, problems };
}

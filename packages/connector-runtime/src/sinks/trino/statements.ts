/*
 * Every statement this package sends to Trino, and the only place where a value becomes SQL. Trino has no prepared
 * parameters over its protocol that survive bulk loads, so values are written as literals: each type has one form,
 * text knows exactly one escape (a quote is doubled; Trino gives the backslash no meaning), and whatever does not
 * have the shape of its type is refused instead of written.
 */
import { ConnectorError } from '../../errors';
import type { Row, Value } from '../../schema';
import type { LakeColumn, LakeType } from '../columnTypes';
import { dayParts, decimalText, timestampParts } from '../exactValues';
import { PAGE_COLUMN, RUN_COLUMN, storedColumnsOf } from '../rowMarks';
import type { TableSpec } from '../types';

/** Trino refuses a statement of more characters (`query.max-length`), so ours end well before. */
export const MAX_STATEMENT_CHARACTERS = 900_000;
/**
 * Rows of one statement. Planning a VALUES takes Trino 476 2.4 ms a row of eleven columns however many there are (on two idle cores; ten times that on busy
 * ones), so that longer statements win next to nothing and only come nearer to their time limit.
 */
export const MAX_STATEMENT_ROWS = 1_000;

/** A name in SQL. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\u0000')) {
    throw new ConnectorError(
      'configuration',
      'A name of a table or column is empty or holds a NUL; give it a printable name.',
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A type in the words of Trino. */
export function trinoType(type: LakeType): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean';
    case 'long':
      return 'bigint';
    case 'double':
      return 'double';
    case 'date':
      return 'date';
    case 'timestamptz':
      return 'timestamp(6) with time zone';
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    default:
      return 'varchar';
  }
}

function refuse(column: LakeColumn, value: Value): never {
  throw new ConnectorError(
    'contract',
    `Column '${column.name}' is ${trinoType(column.type)} and cannot take ${
      typeof value === 'string' ? `'${value.slice(0, 40)}'` : typeof value
    }; correct the schema of the column.`,
  );
}

function numberLiteral(column: LakeColumn, value: number): string {
  if (column.type.kind === 'long') {
    return Number.isSafeInteger(value) ? String(value) : refuse(column, value);
  }
  return Number.isFinite(value)
    ? value.toExponential().replace('e', 'E').replace('+', '')
    : refuse(column, value);
}

function textLiteral(column: LakeColumn, value: string): string {
  const { type } = column;
  if (type.kind === 'string') {
    return quoteText(value);
  }
  if (type.kind === 'decimal') {
    return `DECIMAL '${decimalText(column.name, type, value)}'`;
  }
  if (type.kind === 'date') {
    return `DATE '${dayParts(column.name, value).date}'`;
  }
  if (type.kind === 'timestamptz') {
    const { date, time } = timestampParts(column.name, value);
    return `TIMESTAMP '${date} ${time} UTC'`;
  }
  return refuse(column, value);
}

/** A value in SQL. @throws ConnectorError `contract` when it does not have the shape of the column's type. */
export function literal(column: LakeColumn, value: Value): string {
  if (value === null) {
    return 'NULL';
  }
  if (column.type.kind === 'string') {
    return quoteText(String(value));
  }
  if (typeof value === 'boolean') {
    return column.type.kind === 'boolean'
      ? String(value).toUpperCase()
      : refuse(column, value);
  }
  if (typeof value === 'number') {
    if (column.type.kind === 'decimal') {
      return textLiteral(column, String(value));
    }
    return column.type.kind === 'long' || column.type.kind === 'double'
      ? numberLiteral(column, value)
      : refuse(column, value);
  }
  return textLiteral(column, value);
}

/** The full name of a table. */
export function tableName(catalog: string, table: TableSpec): string {
  return [catalog, table.namespace, table.name].map(quoteName).join('.');
}

function partitioning(table: TableSpec): string {
  const { partitionBy } = table;
  if (!partitionBy) {
    return '';
  }
  const column = /^[a-z_][a-z0-9_]*$/.test(partitionBy.column)
    ? partitionBy.column
    : quoteName(partitionBy.column);
  return `, partitioning = ARRAY[${quoteText(
    `${partitionBy.transform}(${column})`,
  )}]`;
}

/** `CREATE SCHEMA IF NOT EXISTS "iceberg"."energy"`. */
export function createSchema(catalog: string, table: TableSpec): string {
  return `CREATE SCHEMA IF NOT EXISTS ${[catalog, table.namespace]
    .map(quoteName)
    .join('.')}`;
}

/** `CREATE TABLE IF NOT EXISTS ... ("a" date NOT NULL, ...) WITH (format = 'PARQUET')`. */
export function createTable(catalog: string, table: TableSpec): string {
  const columns = storedColumnsOf(table).map(
    column =>
      `${quoteName(column.name)} ${trinoType(column.type)}${
        column.nullable ? '' : ' NOT NULL'
      }`,
  );
  return `CREATE TABLE IF NOT EXISTS ${tableName(
    catalog,
    table,
  )} (${columns.join(', ')}) WITH (format = 'PARQUET'${partitioning(table)})`;
}

/** `SHOW COLUMNS FROM ...`: rows of name, type, extra, comment. */
export function showColumns(catalog: string, table: TableSpec): string {
  return `SHOW COLUMNS FROM ${tableName(catalog, table)}`;
}

/** `ALTER TABLE ... ADD COLUMN IF NOT EXISTS "x" bigint`. */
export function addColumn(
  catalog: string,
  table: TableSpec,
  column: LakeColumn,
): string {
  return `ALTER TABLE ${tableName(
    catalog,
    table,
  )} ADD COLUMN IF NOT EXISTS ${quoteName(column.name)} ${trinoType(
    column.type,
  )}`;
}

/** All rows as a reader sees them, in the order of the schema's columns. */
export function selectRows(catalog: string, table: TableSpec): string {
  const names = Object.keys(table.schema.properties).map(quoteName);
  return `SELECT ${names.join(', ')} FROM ${tableName(catalog, table)}`;
}

/** What stands around the rows of a merge. */
function mergeFrame(catalog: string, table: TableSpec): [string, string] {
  const names = storedColumnsOf(table).map(column => quoteName(column.name));
  const run = quoteName(RUN_COLUMN);
  const page = quoteName(PAGE_COLUMN);
  const keys = table.primaryKey.map(quoteName);
  const same = keys.map(name => `t.${name} = s.${name}`).join(' AND ');
  const set = names
    .filter(name => !keys.includes(name))
    .map(name => `${name} = s.${name}`);
  return [
    `MERGE INTO ${tableName(catalog, table)} AS t USING (VALUES `,
    `) AS s (${names.join(', ')}) ON ${same} ` +
      `WHEN MATCHED AND (t.${run} IS NULL OR t.${run} < s.${run} OR (t.${run} = s.${run} AND t.${page} < s.${page})) ` +
      `THEN UPDATE SET ${set.join(', ')} ` +
      `WHEN NOT MATCHED THEN INSERT (${names.join(', ')}) VALUES (${names
        .map(name => `s.${name}`)
        .join(', ')})`,
  ];
}

/**
 * The statements that merge rows (already marked, one a key) by primary key, each below the bounds. A row is written
 * only over an older one, so a statement sent twice changes nothing the second time.
 *
 * @throws ConnectorError `contract` when one row alone is longer than a statement may be.
 */
export function* mergeStatements(
  catalog: string,
  table: TableSpec,
  rows: readonly Row[],
): Generator<string> {
  const columns = storedColumnsOf(table);
  const [before, after] = mergeFrame(catalog, table);
  const room = MAX_STATEMENT_CHARACTERS - before.length - after.length;
  let tuples: string[] = [];
  let length = 0;
  for (const row of rows) {
    const tuple = `(${columns
      .map(column => literal(column, row[column.name] ?? null))
      .join(', ')})`;
    if (tuple.length > room) {
      throw new ConnectorError(
        'contract',
        `A row of ${table.namespace}.${table.name} needs ${tuple.length} characters, more than one Trino statement takes; leave the long column out, or use the iceberg sink.`,
      );
    }
    if (
      tuples.length === MAX_STATEMENT_ROWS ||
      length + tuple.length + 2 > room
    ) {
      yield before + tuples.join(', ') + after;
      tuples = [];
      length = 0;
    }
    tuples.push(tuple);
    length += tuple.length + 2;
  }
  if (tuples.length > 0) {
    yield before + tuples.join(', ') + after;
  }
}

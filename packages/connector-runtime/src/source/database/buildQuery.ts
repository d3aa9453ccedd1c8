/*
 * One page of a table as one statement. Pages follow each other by key and not by offset: rows that are inserted while
 * the table is read move no page. The place is compared as the database wrote it (text of full precision), because a
 * time cut to milliseconds on its way through a program would skip or repeat rows.
 */
import type { StreamDeclaration } from '../../declaration';
import { ConnectorError } from '../../errors';
import type { DatabaseStream } from '../kindDeclarations';
import type { Window } from '../types';

/** A statement and its parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly string[];
}

/** Columns that give back the place of a row, as text. */
export const PLACE_PREFIX = '__place_';

/** Rows of one page unless declared. */
export const PAGE_ROWS = 5_000;

/** A name as SQL reads it, whatever is in it. */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0')) {
    throw new ConnectorError(
      'configuration',
      'A table or column has an empty name; write it as the database shows it.',
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** The columns that order a stream: the cursor, then those that tell equal cursors apart. */
export function orderOf(
  stream: StreamDeclaration,
  database: DatabaseStream,
): readonly string[] {
  const source = (name: string) => stream.columns?.[name]?.from ?? name;
  const cursor = stream.cursor ? [source(stream.cursor.field)] : [];
  const ties = database.tieBreakers ?? stream.primaryKey.map(source);
  return [...new Set([...cursor, ...ties])];
}

/** The statement of a page. `after` is the place of the last row of the page before, absent for the first. */
export function buildQuery(options: {
  stream: StreamDeclaration;
  database: DatabaseStream;
  window: Window;
  partition?: Readonly<Record<string, string>>;
  after?: readonly string[];
}): Statement {
  const { stream, database, window, after } = options;
  const order = orderOf(stream, database);
  const names = order.map(quoteName);
  const values: string[] = [];
  const conditions: string[] = [];
  const parameter = (value: string) => `$${values.push(value)}`;
  for (const [column, value] of Object.entries(options.partition ?? {})) {
    conditions.push(`${quoteName(column)} = ${parameter(value)}`);
  }
  if (stream.cursor && window.to !== undefined) {
    conditions.push(`${names[0]} <= ${parameter(window.to)}`);
  }
  if (after) {
    const place = after.map(parameter);
    conditions.push(`(${names.join(', ')}) > (${place.join(', ')})`);
  } else if (stream.cursor && window.from !== undefined) {
    conditions.push(`${names[0]} >= ${parameter(window.from)}`);
  }
  const table = database.table.split('.').map(quoteName).join('.');
  const places = names.map(
    (name, index) => `t.${name}::text AS ${quoteName(PLACE_PREFIX + index)}`,
  );
  const where =
    conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  return {
    text: `SELECT t.*, ${places.join(
      ', ',
    )} FROM ${table} AS t${where} ORDER BY ${names.join(', ')} LIMIT ${
      database.pageRows ?? PAGE_ROWS
    }`,
    values,
  };
}

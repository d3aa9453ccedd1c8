/*
 * Which commit a row came with, kept beside the row. Tables that only grow (objects, Iceberg appends) hold every
 * version of a row: a reader keeps the newest by these two columns. In a merged table they are the fence: a page is
 * merged only over older rows, so a page that arrives late, or twice, cannot undo a newer one.
 */
import { ConnectorError } from '../errors';
import type { Row } from '../schema';
import type { LakeColumn } from './columnTypes';
import { lakeColumnsOf } from './columnTypes';
import { canonicalValue } from './parquet/parquetColumns';
import type { Batch, TableSpec } from './types';

/** Column that holds the run of a row. */
export const RUN_COLUMN = '_carbon_run';
/** Column that holds the page of a row. */
export const PAGE_COLUMN = '_carbon_page';

/** @throws ConnectorError `configuration` when a run id cannot be part of a key. */
export function assertRun(run: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/.test(run)) {
    throw new ConnectorError(
      'configuration',
      `The run id '${run.slice(
        0,
        60,
      )}' cannot be part of a key; use letters, digits, '-', '_' and '.'.`,
    );
  }
}

/** The columns of a table as they are stored: those of the schema, then the two marks. */
export function storedColumnsOf(table: TableSpec): readonly LakeColumn[] {
  return [
    ...lakeColumnsOf(table),
    { name: RUN_COLUMN, type: { kind: 'string' }, nullable: true },
    { name: PAGE_COLUMN, type: { kind: 'long' }, nullable: true },
  ];
}

/**
 * One row a key, the last of the batch, with its marks; rows lose what is not in the schema. Keys are in their one
 * canonical form, so that two spellings of one moment are one key; other values are as they came.
 *
 * @throws ConnectorError `contract` when a key is not whole or does not fit its columns.
 */
export function markedRows(table: TableSpec, batch: Batch): Row[] {
  assertRun(batch.run);
  const columns = lakeColumnsOf(table);
  const isKey = columns.map(({ name }) => table.primaryKey.includes(name));
  const rows = new Map<string, Row>();
  for (const row of batch.rows) {
    const stored: Row = {};
    for (const [index, column] of columns.entries()) {
      const value = row[column.name] ?? null;
      stored[column.name] = isKey[index]
        ? canonicalValue(column, value)
        : value;
    }
    for (const column of table.primaryKey) {
      if (stored[column] === null) {
        throw new ConnectorError(
          'contract',
          `Table ${table.namespace}.${table.name}: a row has no '${column}', which is part of its key; declare the column as required so that such rows are set aside.`,
        );
      }
    }
    stored[RUN_COLUMN] = batch.run;
    stored[PAGE_COLUMN] = batch.page;
    rows.set(
      JSON.stringify(table.primaryKey.map(name => stored[name])),
      stored,
    );
  }
  return [...rows.values()];
}

/**
 * Rows with every value in its one canonical form, for sinks that keep them as text and for those that cannot take a
 * page back once a part of it is written.
 *
 * @throws ConnectorError `contract` when a value does not fit its column.
 */
export function canonicalRows(table: TableSpec, rows: readonly Row[]): Row[] {
  const columns = storedColumnsOf(table);
  return rows.map(row => {
    const canonical: Row = {};
    for (const column of columns) {
      canonical[column.name] = canonicalValue(column, row[column.name] ?? null);
    }
    return canonical;
  });
}

function isOlder(left: Row, right: Row): boolean {
  const runs = [
    String(left[RUN_COLUMN] ?? ''),
    String(right[RUN_COLUMN] ?? ''),
  ];
  return runs[0] === runs[1]
    ? Number(left[PAGE_COLUMN] ?? 0) < Number(right[PAGE_COLUMN] ?? 0)
    : runs[0] < runs[1];
}

/** What a reader sees of stored rows: the newest of each key without the marks, sorted by key. */
export function newestRows(table: TableSpec, stored: Iterable<Row>): Row[] {
  const newest = new Map<string, Row>();
  for (const row of stored) {
    const key = JSON.stringify(table.primaryKey.map(name => row[name] ?? null));
    const known = newest.get(key);
    if (!known || !isOlder(row, known)) {
      newest.set(key, row);
    }
  }
  return [...newest.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => {
      const shown: Row = {};
      for (const name of Object.keys(table.schema.properties)) {
        shown[name] = row[name] ?? null;
      }
      return shown;
    });
}

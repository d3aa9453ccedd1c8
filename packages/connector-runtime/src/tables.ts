/*
 * The table of a stream, as far as a stream knows it: its name, its columns, its key. Where it lives is a sink's.
 */
import type { StreamDeclaration } from './declaration';
import type { ObjectStore } from './ports';
import { readSchemaVersion } from './run/schemaVersions';
import { withColumns } from './run/contract';
import type { ColumnSchema, Row } from './schema';
import { ObjectSink } from './sinks/objects/objectSink';
import type { TableSink, TableSpec } from './sinks/types';

/** Namespace of the tables of streams that declare none. */
export const DEFAULT_NAMESPACE = 'connectors';

/** The table of a stream with everything the contract has added. */
export function tableOf(
  stream: StreamDeclaration,
  added: Readonly<Record<string, ColumnSchema>> = {},
): TableSpec {
  return {
    namespace: stream.table?.namespace ?? DEFAULT_NAMESPACE,
    name: stream.table?.name ?? stream.name,
    schema: withColumns(stream.schema, added),
    primaryKey: stream.primaryKey,
  };
}

/** Rows as newline-delimited JSON with sorted columns: equal rows are equal bytes. */
export function encodeLines(lines: ReadonlyArray<object>): Uint8Array {
  const text = lines.map(line =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ),
  );
  return Buffer.from(text.map(line => `${line}\n`).join(''));
}

/** The sink of runs that name none: lines of JSON in the store of the run. */
export function createDefaultSink(store: ObjectStore): TableSink {
  return new ObjectSink({ kind: 'files', store, format: 'ndjson' });
}

/** The table that runs without a sink of their own have made: one row a primary key, the newest kept, sorted by key. */
export async function readTable(
  store: ObjectStore,
  stream: StreamDeclaration,
): Promise<Row[]> {
  const version = await readSchemaVersion(store, stream.name);
  const sink = new ObjectSink({ kind: 'files', store, format: 'ndjson' });
  return sink.read(tableOf(stream, version?.added));
}

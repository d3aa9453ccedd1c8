/** The files of a snapshot that is being made: rows, and the manifests that name them. */
import { randomUUID } from 'node:crypto';
import type { IcebergCatalog } from '../iceberg/IcebergCatalog';
import { writeExact } from '../iceberg/json';
import type {
  IcebergField,
  IcebergSchema,
  TableMetadata,
} from '../iceberg/types';
import { fromIceberg, type SqlRow, type SqlValue } from '../trino/types';
import { keyOfRow } from '../trino/values';
import { writeAvro } from './avro';
import { manifestSchema, partitionColumns } from './manifestSchemas';
import {
  partitionAvro,
  partitionFolder,
  partitionValue,
} from './partitionValue';
import type { DataFile, ManifestEntry, ManifestFile } from './readSnapshot';
import { writeParquet } from './writeParquet';

/** The schema that is current. */
export function currentSchema(table: TableMetadata): IcebergSchema {
  const schema = table.schemas.find(
    one => one['schema-id'] === table['current-schema-id'],
  );
  if (!schema) throw new Error('The table has no current schema.');
  return schema;
}

/** A snapshot that is being made. */
export interface Draft {
  catalog: IcebergCatalog;
  table: TableMetadata;
  snapshotId: number;
  sequence: number;
}

/** The rows of each partition. */
function groupRows(
  table: TableMetadata,
  fields: readonly IcebergField[],
  rows: readonly SqlRow[],
): { key: SqlValue[]; rows: SqlRow[] }[] {
  const columns = partitionColumns(table, table['default-spec-id']);
  const sources = columns.map(({ sourceId, transform }) => {
    const at = fields.findIndex(({ id }) => id === sourceId);
    const kind = fromIceberg(fields[at].type)?.kind ?? 'varchar';
    return { at, transform, kind };
  });
  const groups = new Map<string, { key: SqlValue[]; rows: SqlRow[] }>();
  for (const row of rows) {
    const key = sources.map(({ at, transform, kind }) =>
      partitionValue(transform, row[at], kind),
    );
    const text = keyOfRow(key);
    const group = groups.get(text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  return [...groups.values()];
}

/** Writes rows, a file for each partition. */
export async function writeData(
  draft: Draft,
  rows: readonly SqlRow[],
): Promise<DataFile[]> {
  const { catalog, table } = draft;
  const { fields } = currentSchema(table);
  const columns = partitionColumns(table, table['default-spec-id']);
  const base = table.properties['write.data.path'] ?? `${table.location}/data`;
  const files: DataFile[] = [];
  for (const group of groupRows(table, fields, rows)) {
    const file = writeParquet(fields, group.rows);
    const folder = partitionFolder(group.key, columns);
    const path = `${base}/${folder}${randomUUID()}.parquet`;
    await catalog.files.write(path, file.bytes);
    files.push({
      content: 0,
      file_path: path,
      file_format: 'PARQUET',
      partition: Object.fromEntries(
        columns.map((column, at) => [
          column.name,
          partitionAvro(group.key[at], column),
        ]),
      ),
      record_count: file.rows,
      file_size_in_bytes: file.bytes.length,
      value_counts: file.valueCounts,
      null_value_counts: file.nullCounts,
    });
  }
  return files;
}

/** Writes a manifest and says what a list says of it. */
export async function writeManifest(
  draft: Draft,
  specId: number,
  entries: readonly ManifestEntry[],
): Promise<ManifestFile> {
  const { catalog, table, snapshotId, sequence } = draft;
  const schema = currentSchema(table);
  const spec = table['partition-specs'].find(one => one['spec-id'] === specId);
  const bytes = writeAvro(
    manifestSchema(partitionColumns(table, specId)),
    entries,
    {
      schema: writeExact(schema),
      'schema-id': String(schema['schema-id']),
      'partition-spec': writeExact(spec?.fields ?? []),
      'partition-spec-id': String(specId),
      'format-version': '2',
      content: 'data',
    },
  );
  const path = `${table.location}/metadata/${randomUUID()}-m0.avro`;
  await catalog.files.write(path, bytes);
  const withStatus = (status: number) =>
    entries.filter(entry => entry.status === status);
  const rowsOf = (status: number) =>
    withStatus(status).reduce(
      (sum, entry) => sum + Number(entry.data_file.record_count),
      0,
    );
  const sequences = entries
    .filter(entry => entry.status !== 2)
    .map(entry => Number(entry.sequence_number ?? sequence));
  return {
    manifest_path: path,
    manifest_length: bytes.length,
    partition_spec_id: specId,
    content: 0,
    sequence_number: sequence,
    min_sequence_number: Math.min(sequence, ...sequences),
    added_snapshot_id: snapshotId,
    added_files_count: withStatus(1).length,
    existing_files_count: withStatus(0).length,
    deleted_files_count: withStatus(2).length,
    added_rows_count: rowsOf(1),
    existing_rows_count: rowsOf(0),
    deleted_rows_count: rowsOf(2),
    partitions: null,
    key_metadata: null,
  };
}

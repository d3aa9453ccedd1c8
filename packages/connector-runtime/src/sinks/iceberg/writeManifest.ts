/*
 * The files of one page: its rows as Parquet (one file a partition) and the manifest that lists them. Names and bytes
 * of the data follow from run, page and rows alone, so a page that is written again after a crash overwrites its own
 * files instead of leaving them behind. The entries of the manifest name their snapshot. The specification would let
 * them inherit it, but PyIceberg (to 0.11.1) then takes the id for the status of the file and can delete no row; so a
 * manifest belongs to one writer, who uses one id for all its attempts to commit.
 */
import { createHash } from 'node:crypto';
import { ConnectorError } from '../../errors';
import type { Row } from '../../schema';
import type { LakeType } from '../columnTypes';
import { typeText } from '../columnTypes';
import { storedColumnsOf } from '../rowMarks';
import type { FieldColumn } from '../parquet/parquetColumns';
import type { ColumnStatistics, ParquetBytes } from '../parquet/parquetFile';
import { openParquetFile } from '../parquet/parquetFile';
import type { Batch, TableSpec } from '../types';
import { writeAvro } from './avroFile';
import { manifestSchema } from './avroSchemas';
import { boundBytes } from './columnBounds';
import type { PartitionRows } from './partitions';
import { splitByPartition } from './partitions';
import type { TableFiles } from './tableFiles';
import type { TableView } from './tableView';

/** Least and greatest value of a partition field in a manifest. */
export interface PartitionSummary {
  readonly contains_null: boolean;
  readonly contains_nan: boolean | null;
  readonly lower_bound: Buffer | null;
  readonly upper_bound: Buffer | null;
}

/** A written manifest and what it adds. */
export interface WrittenManifest {
  readonly path: string;
  readonly length: number;
  readonly files: number;
  readonly rows: number;
  /** Bytes of the data files. */
  readonly bytes: number;
  readonly partitions: readonly PartitionSummary[];
}

/** The schema of the table as Iceberg writes it into its files. */
export function schemaJson(view: TableView): string {
  return JSON.stringify({
    type: 'struct',
    'schema-id': view.schemaId,
    fields: view.fields.map(({ id, name, type, required }) => ({
      id,
      name,
      required,
      type,
    })),
  });
}

/**
 * The declared columns with the ids that the table gives them.
 *
 * @throws ConnectorError `contract` when the table lacks one or has it with another type: it was changed since `ensure`,
 *   and to write the rest would lose values without a word.
 */
function columnsOf(view: TableView, table: TableSpec): FieldColumn[] {
  const fields = new Map(view.fields.map(field => [field.name, field]));
  return storedColumnsOf(table).map(column => {
    const field = fields.get(column.name);
    if (!field || plainType(field.type) !== plainType(typeText(column.type))) {
      throw new ConnectorError(
        'contract',
        `Column '${column.name}' of ${table.namespace}.${table.name} was ${
          field ? `made ${field.type}` : 'taken out of the table'
        } since the run began; run again, so that it is looked at anew.`,
      );
    }
    return { ...column, id: field.id, nullable: !field.required };
  });
}

/** Catalogs differ in blanks: decimal(38,9) and decimal(38, 9) are one type. */
function plainType(type: string): string {
  return type.replaceAll(' ', '');
}

function entries<T>(
  statistics: readonly ColumnStatistics[],
  value: (column: ColumnStatistics) => T | undefined,
): Array<{ key: number; value: T }> {
  const list: Array<{ key: number; value: T }> = [];
  for (const column of statistics) {
    const found = value(column);
    if (found !== undefined) {
      list.push({ key: column.id, value: found });
    }
  }
  return list;
}

function dataFile(options: {
  path: string;
  part: PartitionRows;
  file: ParquetBytes;
  types: ReadonlyMap<number, LakeType>;
}): Record<string, unknown> {
  const { path, part, file, types } = options;
  const bound = (side: 'lower' | 'upper') => (column: ColumnStatistics) =>
    boundBytes(
      types.get(column.id) ?? { kind: 'string' },
      side === 'lower' ? column.least : column.greatest,
      side,
    );
  return {
    content: 0,
    file_path: path,
    file_format: 'PARQUET',
    partition: part.values,
    record_count: BigInt(file.rows),
    file_size_in_bytes: BigInt(file.bytes.length),
    column_sizes: entries(file.statistics, column => BigInt(column.bytes)),
    value_counts: entries(file.statistics, column => BigInt(column.values)),
    null_value_counts: entries(file.statistics, column => BigInt(column.nulls)),
    nan_value_counts: entries(file.statistics, column =>
      types.get(column.id)?.kind === 'double' ? BigInt(column.nans) : undefined,
    ),
    lower_bounds: entries(file.statistics, bound('lower')),
    upper_bounds: entries(file.statistics, bound('upper')),
    key_metadata: null,
    split_offsets: file.splits.map(BigInt),
    equality_ids: null,
    sort_order_id: 0,
  };
}

function summaries(
  view: TableView,
  parts: readonly PartitionRows[],
): PartitionSummary[] {
  return view.partition.map(field => {
    const values = parts.map(part => part.values[field.name] ?? null);
    const known = values.filter(value => value !== null);
    const bytes = (value: number) =>
      boundBytes({ kind: 'date' }, value, 'lower') ?? null;
    return {
      contains_null: known.length < values.length,
      contains_nan: false,
      lower_bound: known.length > 0 ? bytes(Math.min(...known)) : null,
      upper_bound: known.length > 0 ? bytes(Math.max(...known)) : null,
    };
  });
}

function partitionSpecJson(view: TableView): string {
  return JSON.stringify(
    view.partition.map(field => ({
      name: field.name,
      transform: field.transform,
      'source-id': field.sourceId,
      'field-id': field.fieldId,
    })),
  );
}

interface Page {
  readonly view: TableView;
  readonly table: TableSpec;
  readonly batch: Pick<Batch, 'run' | 'page'>;
  readonly rows: readonly Row[];
  readonly snapshotId: number;
  readonly files: TableFiles;
}

/** Beginning of the names of the files of a page. */
function nameOf({ batch }: Page): string {
  return `${batch.run}-${String(batch.page).padStart(6, '0')}`;
}

/** Writes the rows, one file a partition. */
async function writeDataFiles(
  page: Page,
  parts: readonly PartitionRows[],
): Promise<{ records: unknown[]; bytes: number; digest: string }> {
  const { view, table, files } = page;
  const columns = columnsOf(view, table);
  const types = new Map(columns.map(column => [column.id, column.type]));
  const records: unknown[] = [];
  const all = createHash('sha256');
  let bytes = 0;
  for (const part of parts) {
    const parquet = await openParquetFile(columns, {
      'iceberg.schema': schemaJson(view),
    });
    parquet.write(part.rows);
    const file = parquet.finish();
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const path = `${view.location}/data/${part.path}${nameOf(
      page,
    )}-${hash.slice(0, 16)}.parquet`;
    await files.put(path, file.bytes);
    bytes += file.bytes.length;
    all.update(path);
    records.push({
      status: 1,
      snapshot_id: BigInt(page.snapshotId),
      sequence_number: null,
      file_sequence_number: null,
      data_file: dataFile({ path, part, file, types }),
    });
  }
  return { records, bytes, digest: all.digest('hex') };
}

/** Writes data files and manifest; undefined for a page without rows, which needs neither. */
export async function writeManifest(
  page: Page,
): Promise<WrittenManifest | undefined> {
  const { view, rows, files } = page;
  if (rows.length === 0) {
    return undefined;
  }
  const parts = splitByPartition(view, rows);
  const { records, bytes, digest } = await writeDataFiles(page, parts);
  const content = await writeAvro({
    schema: manifestSchema(view.partition),
    about: {
      schema: schemaJson(view),
      'schema-id': String(view.schemaId),
      'partition-spec': partitionSpecJson(view),
      'partition-spec-id': String(view.specId),
      'format-version': '2',
      content: 'data',
    },
    records,
  });
  const path = `${view.location}/metadata/${nameOf(page)}-${digest.slice(
    0,
    16,
  )}-s${view.schemaId}-${page.snapshotId}-m0.avro`;
  await files.put(path, content);
  return {
    path,
    length: content.length,
    files: parts.length,
    rows: rows.length,
    bytes,
    partitions: summaries(view, parts),
  };
}

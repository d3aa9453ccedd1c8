/** The Avro schemas of manifests and manifest lists, with the field ids of the specification (format version 2). */
import type { IcebergType, TableMetadata } from '../iceberg/types';

const field = (name: string, type: unknown, id: number) => ({
  name,
  type,
  'field-id': id,
});

const optional = (name: string, type: unknown, id: number) => ({
  ...field(name, ['null', type], id),
  default: null,
});

/** A map by column id: Avro's own maps have only texts for keys. */
const byColumn = (values: string, keyId: number, valueId: number) => ({
  type: 'array',
  logicalType: 'map',
  items: {
    type: 'record',
    name: `k${keyId}_v${valueId}`,
    fields: [field('key', 'int', keyId), field('value', values, valueId)],
  },
});

/** One field of a partition, as Avro holds it. */
export interface PartitionColumn {
  name: string;
  id: number;
  type: IcebergType;
  transform: string;
  sourceId: number;
}

const AVRO_TYPES: Readonly<Record<string, unknown>> = {
  boolean: 'boolean',
  int: 'int',
  long: 'long',
  float: 'float',
  double: 'double',
  date: { type: 'int', logicalType: 'date' },
  time: { type: 'long', logicalType: 'time-micros' },
  timestamp: {
    type: 'long',
    logicalType: 'timestamp-micros',
    'adjust-to-utc': false,
  },
  timestamptz: {
    type: 'long',
    logicalType: 'timestamp-micros',
    'adjust-to-utc': true,
  },
  string: 'string',
  binary: 'bytes',
};

function avroType({ type, id }: PartitionColumn): unknown {
  if (typeof type !== 'string') {
    throw new Error('A partition cannot be of a nested type.');
  }
  if (type === 'uuid') {
    return {
      type: 'fixed',
      name: `uuid_fixed_${id}`,
      size: 16,
      logicalType: 'uuid',
    };
  }
  const [, precision, scale] = /^decimal\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  if (precision) {
    return {
      type: 'fixed',
      name: `decimal_${id}`,
      size: decimalBytes(Number(precision)),
      logicalType: 'decimal',
      precision: Number(precision),
      scale: Number(scale),
    };
  }
  return AVRO_TYPES[type] ?? 'bytes';
}

/** How many bytes a decimal of so many digits needs. */
export function decimalBytes(precision: number): number {
  let bytes = 1;
  while (2n ** BigInt(8 * bytes - 1) <= 10n ** BigInt(precision)) bytes += 1;
  return bytes;
}

/** The schema of a manifest's entries. */
export function manifestSchema(partition: readonly PartitionColumn[]): object {
  const fields = partition.map(column =>
    optional(column.name, avroType(column), column.id),
  );
  const dataFile = {
    type: 'record',
    name: 'r2',
    fields: [
      field('content', 'int', 134),
      field('file_path', 'string', 100),
      field('file_format', 'string', 101),
      field('partition', { type: 'record', name: 'r102', fields }, 102),
      field('record_count', 'long', 103),
      field('file_size_in_bytes', 'long', 104),
      optional('column_sizes', byColumn('long', 117, 118), 108),
      optional('value_counts', byColumn('long', 119, 120), 109),
      optional('null_value_counts', byColumn('long', 121, 122), 110),
      optional('nan_value_counts', byColumn('long', 138, 139), 137),
      optional('lower_bounds', byColumn('bytes', 126, 127), 125),
      optional('upper_bounds', byColumn('bytes', 129, 130), 128),
      optional('key_metadata', 'bytes', 131),
      optional(
        'split_offsets',
        { type: 'array', items: 'long', 'element-id': 133 },
        132,
      ),
      optional(
        'equality_ids',
        { type: 'array', items: 'int', 'element-id': 136 },
        135,
      ),
      optional('sort_order_id', 'int', 140),
    ],
  };
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      field('status', 'int', 0),
      optional('snapshot_id', 'long', 1),
      optional('sequence_number', 'long', 3),
      optional('file_sequence_number', 'long', 4),
      field('data_file', dataFile, 2),
    ],
  };
}

const summary = {
  type: 'record',
  name: 'r508',
  fields: [
    field('contains_null', 'boolean', 509),
    optional('contains_nan', 'boolean', 518),
    optional('lower_bound', 'bytes', 510),
    optional('upper_bound', 'bytes', 511),
  ],
};

/** The schema of a manifest list. */
export const manifestListSchema: object = {
  type: 'record',
  name: 'manifest_file',
  fields: [
    field('manifest_path', 'string', 500),
    field('manifest_length', 'long', 501),
    field('partition_spec_id', 'int', 502),
    field('content', 'int', 517),
    field('sequence_number', 'long', 515),
    field('min_sequence_number', 'long', 516),
    field('added_snapshot_id', 'long', 503),
    field('added_files_count', 'int', 504),
    field('existing_files_count', 'int', 505),
    field('deleted_files_count', 'int', 506),
    field('added_rows_count', 'long', 512),
    field('existing_rows_count', 'long', 513),
    field('deleted_rows_count', 'long', 514),
    optional(
      'partitions',
      { type: 'array', items: summary, 'element-id': 508 },
      507,
    ),
    optional('key_metadata', 'bytes', 519),
  ],
};

/** The type that a transform makes. */
function resultType(transform: string, type: IcebergType): IcebergType {
  if (transform === 'identity' || transform.startsWith('truncate')) return type;
  return transform === 'day' ? 'date' : 'int';
}

/** The partition fields of a spec, with their types. */
export function partitionColumns(
  table: TableMetadata,
  specId: number,
): PartitionColumn[] {
  const spec = table['partition-specs'].find(one => one['spec-id'] === specId);
  const fields = table.schemas.flatMap(schema => schema.fields);
  return (spec?.fields ?? [])
    .filter(({ transform }) => transform !== 'void')
    .map(one => {
      const source = fields.find(({ id }) => id === one['source-id']);
      if (!source) {
        throw new Error(
          `Partition field ${one.name} has no column ${one['source-id']}.`,
        );
      }
      return {
        name: one.name,
        id: one['field-id'] ?? 1000,
        type: resultType(one.transform, source.type),
        transform: one.transform,
        sourceId: one['source-id'],
      };
    });
}

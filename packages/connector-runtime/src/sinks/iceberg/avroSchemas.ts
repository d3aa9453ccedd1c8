/*
 * The two kinds of metadata files of a snapshot, in Avro, by the Iceberg specification (format version 2). Field ids are
 * what readers go by; names are those of the reference implementation.
 */
import type { AvroSchema } from './avroFile';
import type { PartitionFieldView } from './tableView';

function required(id: number, name: string, type: AvroSchema) {
  return { name, type, 'field-id': id };
}

function optional(id: number, name: string, type: AvroSchema) {
  return { name, type: ['null', type], default: null, 'field-id': id };
}

function mapOf(keyId: number, valueId: number, value: AvroSchema): AvroSchema {
  return {
    type: 'array',
    logicalType: 'map',
    items: {
      type: 'record',
      name: `k${keyId}_v${valueId}`,
      fields: [
        required(keyId, 'key', 'int'),
        required(valueId, 'value', value),
      ],
    },
  };
}

/** The record of a partition: a day is an Avro date, a month a plain number. */
function partitionSchema(partition: readonly PartitionFieldView[]): AvroSchema {
  return {
    type: 'record',
    name: 'r102',
    fields: partition.map(field =>
      optional(
        field.fieldId,
        field.name,
        field.transform === 'day'
          ? { type: 'int', logicalType: 'date' }
          : 'int',
      ),
    ),
  };
}

/** Schema of a manifest: one entry a data file. */
export function manifestSchema(
  partition: readonly PartitionFieldView[],
): AvroSchema {
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      required(0, 'status', 'int'),
      optional(1, 'snapshot_id', 'long'),
      optional(3, 'sequence_number', 'long'),
      optional(4, 'file_sequence_number', 'long'),
      required(2, 'data_file', {
        type: 'record',
        name: 'r2',
        fields: [
          required(134, 'content', 'int'),
          required(100, 'file_path', 'string'),
          required(101, 'file_format', 'string'),
          required(102, 'partition', partitionSchema(partition)),
          required(103, 'record_count', 'long'),
          required(104, 'file_size_in_bytes', 'long'),
          optional(108, 'column_sizes', mapOf(117, 118, 'long')),
          optional(109, 'value_counts', mapOf(119, 120, 'long')),
          optional(110, 'null_value_counts', mapOf(121, 122, 'long')),
          optional(137, 'nan_value_counts', mapOf(138, 139, 'long')),
          optional(125, 'lower_bounds', mapOf(126, 127, 'bytes')),
          optional(128, 'upper_bounds', mapOf(129, 130, 'bytes')),
          optional(131, 'key_metadata', 'bytes'),
          optional(132, 'split_offsets', {
            type: 'array',
            items: 'long',
            'element-id': 133,
          }),
          optional(135, 'equality_ids', {
            type: 'array',
            items: 'int',
            'element-id': 136,
          }),
          optional(140, 'sort_order_id', 'int'),
        ],
      }),
    ],
  };
}

/** Schema of a manifest list: one record a manifest. */
export const MANIFEST_LIST_SCHEMA = {
  type: 'record',
  name: 'manifest_file',
  fields: [
    required(500, 'manifest_path', 'string'),
    required(501, 'manifest_length', 'long'),
    required(502, 'partition_spec_id', 'int'),
    required(517, 'content', 'int'),
    required(515, 'sequence_number', 'long'),
    required(516, 'min_sequence_number', 'long'),
    required(503, 'added_snapshot_id', 'long'),
    required(504, 'added_files_count', 'int'),
    required(505, 'existing_files_count', 'int'),
    required(506, 'deleted_files_count', 'int'),
    required(512, 'added_rows_count', 'long'),
    required(513, 'existing_rows_count', 'long'),
    required(514, 'deleted_rows_count', 'long'),
    optional(507, 'partitions', {
      type: 'array',
      'element-id': 508,
      items: {
        type: 'record',
        name: 'r508',
        fields: [
          required(509, 'contains_null', 'boolean'),
          optional(518, 'contains_nan', 'boolean'),
          optional(510, 'lower_bound', 'bytes'),
          optional(511, 'upper_bound', 'bytes'),
        ],
      },
    }),
    optional(519, 'key_metadata', 'bytes'),
  ],
} as const;

/** Rows of SQL as a Parquet file, with the field ids that Iceberg asks for. */
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { IcebergField } from '../iceberg/types';
import {
  fromIceberg,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../trino/types';
import { decimalBytes } from './manifestSchemas';

const ROWS_PER_GROUP = 50_000;

/** A file, with what its manifest says of it. */
export interface WrittenFile {
  bytes: Uint8Array;
  rows: number;
  /** By field id. */
  valueCounts: { key: number; value: number }[];
  nullCounts: { key: number; value: number }[];
}

/** A whole number in so many bytes, the largest first. */
export function bytesOfWhole(value: bigint, length: number): Buffer {
  const hex = BigInt.asUintN(length * 8, value).toString(16);
  return Buffer.from(hex.padStart(length * 2, '0'), 'hex');
}

const utc = (isAdjustedToUTC: boolean): Partial<SchemaElement> => ({
  type: 'INT64',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' },
});

function decimalElement(precision: number, scale: number) {
  const meaning = { converted_type: 'DECIMAL', precision, scale } as const;
  if (precision <= 9) return { type: 'INT32', ...meaning } as const;
  if (precision <= 18) return { type: 'INT64', ...meaning } as const;
  return {
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: decimalBytes(precision),
    ...meaning,
  } as const;
}

function elementOf(type: SqlType): Partial<SchemaElement> {
  const elements: Partial<Record<SqlType['kind'], Partial<SchemaElement>>> = {
    boolean: { type: 'BOOLEAN' },
    integer: { type: 'INT32' },
    bigint: { type: 'INT64' },
    real: { type: 'FLOAT' },
    double: { type: 'DOUBLE' },
    varchar: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    varbinary: { type: 'BYTE_ARRAY' },
    date: { type: 'INT32', converted_type: 'DATE' },
    time: {
      type: 'INT64',
      logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' },
    },
    timestamp: utc(false),
    timestamptz: utc(true),
    uuid: {
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 16,
      logical_type: { type: 'UUID' },
    },
  };
  if (type.kind === 'decimal') {
    return decimalElement(type.precision, type.scale);
  }
  const element = elements[type.kind];
  if (!element) throw new Error(`A file cannot hold values of ${type.kind}.`);
  return element;
}

/** The value as the writer takes it. */
function encode(value: SqlValue, kind: SqlType['kind']): unknown {
  if (value === null) return null;
  if (kind === 'integer') return Number(value);
  if (kind === 'uuid') {
    return Buffer.from(String(value).replaceAll('-', ''), 'hex');
  }
  return value;
}

/**
 * A file with these rows, their values in the order of the fields.
 *
 * @throws Error when a value does not fit its field
 */
export function writeParquet(
  fields: readonly IcebergField[],
  rows: readonly SqlRow[],
): WrittenFile {
  const columns = fields.map((field, at) => {
    const type = fromIceberg(field.type);
    if (!type) throw new Error(`Column ${field.name} is of a nested type.`);
    const data = rows.map(row => encode(row[at], type.kind));
    const element: SchemaElement = {
      ...elementOf(type),
      name: field.name,
      repetition_type: field.required ? 'REQUIRED' : 'OPTIONAL',
      field_id: field.id,
    };
    return { field, data, element };
  });
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ field, data }) => ({ name: field.name, data })),
    schema: [
      { name: 'table', num_children: fields.length },
      ...columns.map(({ element }) => element),
    ],
    rowGroupSize: ROWS_PER_GROUP,
    // Readers that go by it know which columns the file was written for.
    kvMetadata: [
      {
        key: 'iceberg.schema',
        value: JSON.stringify({ type: 'struct', fields }),
      },
    ],
  });
  const count = (of: (data: unknown[]) => number) =>
    columns.map(({ field, data }) => ({ key: field.id, value: of(data) }));
  return {
    bytes: new Uint8Array(buffer),
    rows: rows.length,
    valueCounts: count(data => data.length),
    nullCounts: count(data => data.filter(value => value === null).length),
  };
}

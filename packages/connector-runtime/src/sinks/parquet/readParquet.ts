/*
 * Rows out of a Parquet file, exact. The reader would turn decimals into doubles, so it is shown the file's schema
 * with the word "decimal" taken out: it then hands over the digits, and they become text here.
 */
import { ConnectorError } from '../../errors';
import type { Row } from '../../schema';
import type { LakeColumn } from '../columnTypes';
import { COMPRESSORS } from './compressors';
import type { StoredValue } from './parquetColumns';
import { plainName, toValue } from './parquetColumns';

/** A whole number from its two's complement, most significant byte first. */
export function signedBytes(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) {
    value = value * 256n + BigInt(byte);
  }
  return bytes.length > 0 && bytes[0] >= 128
    ? value - 256n ** BigInt(bytes.length)
    : value;
}

function storedOf(column: LakeColumn, value: unknown): StoredValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (ArrayBuffer.isView(value)) {
    return signedBytes(
      new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
    );
  }
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  throw new ConnectorError(
    'contract',
    `Column '${column.name}' of a Parquet file holds nested values; flatten the file first.`,
  );
}

/**
 * The rows of a file that this package wrote, with the columns that the file has; others are null.
 *
 * @throws when the bytes are no Parquet file.
 */
export async function readParquet(
  bytes: Uint8Array,
  columns: readonly LakeColumn[],
): Promise<Row[]> {
  const { parquetMetadataAsync, parquetReadObjects } = await import(
    'hyparquet'
  );
  const copy = new Uint8Array(bytes).buffer;
  const file = {
    byteLength: copy.byteLength,
    slice: (start: number, end?: number) => copy.slice(start, end),
  };
  const metadata = await parquetMetadataAsync(file);
  for (const element of metadata.schema) {
    if (element.converted_type === 'DECIMAL') {
      delete element.converted_type;
      delete element.logical_type;
    }
  }
  const there = new Set(metadata.schema.slice(1).map(element => element.name));
  const wanted = columns.filter(column => there.has(plainName(column.name)));
  const records = await parquetReadObjects({
    file,
    metadata,
    compressors: COMPRESSORS,
    columns: wanted.map(column => plainName(column.name)),
    parsers: {
      timestampFromMicroseconds: (micros: bigint) => micros,
      dateFromDays: (days: number) => days,
    },
  });
  return records.map(record => {
    const row: Row = {};
    for (const column of columns) {
      row[column.name] = toValue(
        column,
        storedOf(column, record[plainName(column.name)]),
      );
    }
    return row;
  });
}

/*
 * Parquet values as JSON could hold them: 64-bit integers as numbers where they fit and as text where not, times as ISO
 * text with all their microseconds. The reader would make doubles of decimals, so it is not told that they are any and
 * hands over the digits. Only decimals of no fixed length still come as doubles: those are exact as long as the digits
 * fit a double, and a file whose digits do not fit is refused rather than rounded.
 */
import { scaledText } from '../../sinks/exactValues';
import { COMPRESSORS } from '../../sinks/parquet/compressors';
import { momentText } from '../../sinks/parquet/parquetColumns';
import { signedBytes } from '../../sinks/parquet/readParquet';
import type { FileRows } from './fileFormats';

interface Column {
  /** Digits after the point, of a decimal. */
  readonly scale?: number;
  /** True: the values are the digits without the point. */
  readonly unscaled?: boolean;
  readonly isDate: boolean;
}

function decimal(value: number, scale: number): string {
  if (!Number.isSafeInteger(Math.round(Math.abs(value) * 10 ** scale))) {
    throw new Error('a decimal has more digits than can be read exactly');
  }
  return value.toFixed(scale);
}

function digitsOf(value: unknown): bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return BigInt(value);
  }
  return value instanceof Uint8Array ? signedBytes(value) : undefined;
}

function plain(value: unknown, column: Column | undefined): unknown {
  if (column?.unscaled) {
    const digits = digitsOf(value);
    return digits === undefined ? value : scaledText(digits, column.scale ?? 0);
  }
  if (typeof value === 'number' && column?.scale !== undefined) {
    return decimal(value, column.scale);
  }
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof Date) {
    const text = value.toISOString();
    return column?.isDate ? text.slice(0, 10) : text;
  }
  return value instanceof Uint8Array
    ? Buffer.from(value).toString('base64')
    : value;
}

/** Moments with what a `Date` would cut. */
const PARSERS = {
  timestampFromMicroseconds: (micros: bigint) => momentText(micros),
  timestampFromNanoseconds: (nanos: bigint) => momentText(nanos / 1000n),
};

/**
 * Opens a Parquet file.
 *
 * @throws Error that says what is broken.
 */
export async function openParquet(bytes: Uint8Array): Promise<FileRows> {
  const { parquetMetadataAsync, parquetReadObjects } = await import(
    'hyparquet'
  );
  const buffer = Uint8Array.from(bytes).buffer;
  const file = {
    byteLength: buffer.byteLength,
    slice: (start: number, end?: number) => buffer.slice(start, end),
  };
  const metadata = await parquetMetadataAsync(file);
  const count = Number(metadata.num_rows);
  const columns = new Map<string, Column>();
  for (const element of metadata.schema) {
    const isDecimal = element.converted_type === 'DECIMAL';
    const unscaled = isDecimal && element.type !== 'BYTE_ARRAY';
    columns.set(element.name, {
      isDate: element.converted_type === 'DATE',
      ...(isDecimal && { scale: element.scale ?? 0, unscaled }),
    });
    if (unscaled) {
      delete element.converted_type;
      delete element.logical_type;
    }
  }
  // A group of rows at a time: the reader decodes a group from its start whatever part of it is asked for.
  async function* rows(from: number): AsyncIterable<unknown> {
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      if (rowEnd > from) {
        const read = {
          file,
          metadata,
          rowStart,
          rowEnd,
          compressors: COMPRESSORS,
          parsers: PARSERS,
        };
        for (const row of (await parquetReadObjects(read)).slice(
          Math.max(0, from - rowStart),
        )) {
          yield Object.fromEntries(
            Object.entries(row).map(([name, value]: [string, unknown]) => [
              name,
              plain(value, columns.get(name)),
            ]),
          );
        }
      }
      rowStart = rowEnd;
    }
  }
  let read = 0;
  for await (const row of rows(0)) {
    read += row === undefined ? 0 : 1;
  }
  if (read !== count) {
    throw new Error(`the file says ${count} rows and holds ${read}`);
  }
  return { count, rows };
}

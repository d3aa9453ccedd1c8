/*
 * Parquet values as JSON could hold them: 64-bit integers as numbers where they fit and as text where not, times as ISO
 * text. Decimals come from the reader as doubles: they are written with the digits that their column declares, which is
 * exact as long as the digits fit a double, and a file whose digits do not fit is refused rather than rounded.
 */
import type { FileRows } from './fileFormats';

interface Column {
  /** Digits after the point, of a decimal. */
  readonly scale?: number;
  readonly isDate: boolean;
}

function decimal(value: number, scale: number): string {
  if (!Number.isSafeInteger(Math.round(Math.abs(value) * 10 ** scale))) {
    throw new Error('a decimal has more digits than can be read exactly');
  }
  return value.toFixed(scale);
}

function plain(value: unknown, column: Column | undefined): unknown {
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
  const columns = new Map<string, Column>(
    metadata.schema.map(element => [
      element.name,
      {
        isDate: element.converted_type === 'DATE',
        ...(element.converted_type === 'DECIMAL' && {
          scale: element.scale ?? 0,
        }),
      },
    ]),
  );
  // A group of rows at a time: the reader decodes a group from its start whatever part of it is asked for.
  async function* rows(from: number): AsyncIterable<unknown> {
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      if (rowEnd > from) {
        const read = { file, metadata, rowStart, rowEnd };
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

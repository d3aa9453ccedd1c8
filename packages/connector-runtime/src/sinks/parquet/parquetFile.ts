/*
 * One Parquet file, written a row group at a time: rows go in, are turned into columns, encoded, compressed and
 * forgotten, so what is held is the file as it will be stored plus one group of rows. What a reader needs to skip the
 * file (counts, nulls, least and greatest value of each column) is collected on the way.
 */
import type { ParquetWriter } from 'hyparquet-writer';
import type { Row } from '../../schema';
import type { FieldColumn, StoredValue } from './parquetColumns';
import { parquetSchema, plainName, toStored } from './parquetColumns';

/** Rows of a row group unless said otherwise; bounds the memory of writing and of reading. */
export const ROW_GROUP_ROWS = 50_000;

/** What is known of a column of a finished file. */
export interface ColumnStatistics {
  readonly id: number;
  /** Compressed bytes. */
  readonly bytes: number;
  /** Values, nulls included. */
  readonly values: number;
  readonly nulls: number;
  readonly nans: number;
  /** Undefined when there is no value that can be compared. */
  readonly least?: Exclude<StoredValue, null>;
  readonly greatest?: Exclude<StoredValue, null>;
}

/** A finished file. */
export interface ParquetBytes {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly statistics: readonly ColumnStatistics[];
  /** Offset of each row group. */
  readonly splits: readonly number[];
}

interface Gathered {
  values: number;
  nulls: number;
  nans: number;
  least?: Exclude<StoredValue, null>;
  greatest?: Exclude<StoredValue, null>;
}

/** Text is ordered by its UTF-8 bytes, which is the order of code points and not that of JavaScript. */
function comesBefore(
  left: Exclude<StoredValue, null>,
  right: Exclude<StoredValue, null>,
): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right !== left > right
      ? Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0
      : false;
  }
  return left < right;
}

function gather(into: Gathered, value: StoredValue): void {
  into.values += 1;
  if (value === null) {
    into.nulls += 1;
    return;
  }
  if (typeof value === 'number' && Number.isNaN(value)) {
    into.nans += 1;
    return;
  }
  if (into.least === undefined || comesBefore(value, into.least)) {
    into.least = value;
  }
  if (into.greatest === undefined || comesBefore(into.greatest, value)) {
    into.greatest = value;
  }
}

/** Writes one file; open it with `openParquetFile`. */
export class ParquetFile {
  readonly #columns: readonly FieldColumn[];
  readonly #writer: ParquetWriter;
  readonly #gathered: Gathered[];
  readonly #splits: number[] = [];
  #rows = 0;

  /** @param writer - of hyparquet-writer, with the schema of the columns */
  constructor(columns: readonly FieldColumn[], writer: ParquetWriter) {
    this.#columns = columns;
    this.#writer = writer;
    this.#gathered = columns.map(() => ({ values: 0, nulls: 0, nans: 0 }));
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Adds rows as row groups of at most `ROW_GROUP_ROWS`.
   *
   * @throws ConnectorError `contract` when a value does not fit its column; the file is then not to be used.
   */
  write(rows: readonly Row[]): void {
    for (let from = 0; from < rows.length; from += ROW_GROUP_ROWS) {
      this.#writeGroup(rows.slice(from, from + ROW_GROUP_ROWS));
    }
  }

  #writeGroup(rows: readonly Row[]): void {
    const columnData = this.#columns.map((column, index) => {
      const gathered = this.#gathered[index];
      const data = rows.map(row => {
        const value = toStored(column, row[column.name] ?? null);
        gather(gathered, value);
        return value;
      });
      return { name: plainName(column.name), data };
    });
    this.#splits.push(this.#writer.writer.offset);
    this.#writer.write({ columnData, rowGroupSize: rows.length });
    this.#rows += rows.length;
  }

  /** Ends the file. */
  finish(): ParquetBytes {
    this.#writer.finish();
    const sizes = this.#columns.map(() => 0);
    for (const group of this.#writer.row_groups) {
      for (const [index, chunk] of group.columns.entries()) {
        sizes[index] += Number(chunk.meta_data?.total_compressed_size ?? 0);
      }
    }
    return {
      bytes: this.#writer.writer.getBytes(),
      rows: this.#rows,
      splits: this.#splits,
      statistics: this.#columns.map((column, index) => ({
        id: column.id,
        bytes: sizes[index],
        ...this.#gathered[index],
      })),
    };
  }
}

/**
 * Begins a file.
 *
 * @param about - what the file says of itself, such as `iceberg.schema`
 */
export async function openParquetFile(
  columns: readonly FieldColumn[],
  about: Readonly<Record<string, string>> = {},
): Promise<ParquetFile> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  return new ParquetFile(
    columns,
    new ParquetWriter({
      writer: new ByteWriter(),
      schema: parquetSchema(columns),
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    }),
  );
}

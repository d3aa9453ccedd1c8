/**
 * Rows of a Parquet file, as values of SQL.
 *
 * Columns are found by the field id of the table's schema, so that a renamed column is still the same one and one that was added later
 * is NULL. What Parquet's annotations say is undone before reading and done again by the table's own types: a reader that turns decimals into
 * floating numbers and microseconds into milliseconds would be a wrong answer.
 */
import {
  parquetMetadata,
  parquetReadObjects,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet';
import { gunzipSync } from 'node:zlib';
import type { IcebergField } from '../iceberg/types';
import { fromIceberg, type SqlRow, type SqlValue } from '../trino/types';
import { UnreadableTable } from './readSnapshot';

type Decode = (raw: unknown) => SqlValue;

interface FileColumn {
  name: string;
  decode: Decode;
}

/** A signed whole number, its largest byte first. */
function wholeOfBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const hex = Buffer.from(bytes).toString('hex');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
}

function toWhole(raw: unknown): bigint {
  return raw instanceof Uint8Array
    ? wholeOfBytes(raw)
    : BigInt(raw as number | bigint);
}

function showUuid(raw: unknown): string {
  const hex = Buffer.from(raw as Uint8Array).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** How many microseconds one of the file's units is, as a pair to multiply and to divide by. */
function unitOf(element: SchemaElement): [bigint, bigint] {
  const { logical_type: logical, converted_type: converted } = element;
  const unit = logical && 'unit' in logical ? logical.unit : undefined;
  if (unit === 'NANOS') return [1n, 1000n];
  return unit === 'MILLIS' || converted?.endsWith('_MILLIS')
    ? [1000n, 1n]
    : [1n, 1n];
}

const DECODERS: Readonly<Record<string, (element: SchemaElement) => Decode>> = {
  boolean: () => raw => raw === true,
  integer: () => toWhole,
  bigint: () => toWhole,
  decimal: () => toWhole,
  real: () => Number,
  double: () => Number,
  date: () => Number,
  varchar: () => raw =>
    raw instanceof Uint8Array ? Buffer.from(raw).toString('utf8') : String(raw),
  varbinary: () => raw => Buffer.from(raw as Uint8Array),
  uuid: () => showUuid,
  time: clockDecoder,
  timestamp: clockDecoder,
  timestamptz: clockDecoder,
};

function clockDecoder(element: SchemaElement): Decode {
  const [times, by] = unitOf(element);
  return raw => (toWhole(raw) * times) / by;
}

function makeDecoder(field: IcebergField, element: SchemaElement): Decode {
  const type = fromIceberg(field.type);
  const make = type && DECODERS[type.kind];
  if (!make || element.type === 'INT96' || element.type === undefined) {
    throw new UnreadableTable(
      `Column ${field.name} has a type that is not read`,
    );
  }
  const decode = make(element);
  return raw => (raw === null || raw === undefined ? null : decode(raw));
}

/** The columns of the file itself, without what is nested in them. */
function topLevel(schema: readonly SchemaElement[]): SchemaElement[] {
  const found: SchemaElement[] = [];
  let open = 0;
  for (const element of schema.slice(1)) {
    if (open === 0) found.push(element);
    else open -= 1;
    open += element.num_children ?? 0;
  }
  return found;
}

/** The file's description without what its values mean, for columns that are read. */
function withoutMeaning(
  metadata: FileMetaData,
  names: ReadonlySet<string>,
): FileMetaData {
  const top = new Set(topLevel(metadata.schema));
  const schema = metadata.schema.map(element => {
    const isText = element.converted_type === 'UTF8';
    return top.has(element) && names.has(element.name) && !isText
      ? { ...element, converted_type: undefined, logical_type: undefined }
      : element;
  });
  return { ...metadata, schema };
}

function findColumn(
  columns: readonly SchemaElement[],
  field: IcebergField,
): SchemaElement | undefined {
  const hasIds = columns.some(({ field_id: id }) => id !== undefined);
  return columns.find(({ field_id: id, name }) =>
    hasIds ? id === field.id : name === field.name,
  );
}

/**
 * The rows of a file, a row group at a time.
 *
 * @param fields - the columns that are wanted, in the order in which they come
 * @throws UnreadableTable for a type that is not read
 */
export async function* readParquet(
  bytes: Uint8Array,
  fields: readonly IcebergField[],
): AsyncGenerator<SqlRow[]> {
  const buffer = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  const metadata = parquetMetadata(buffer);
  const inFile = topLevel(metadata.schema);
  const columns = fields.map((field): FileColumn | undefined => {
    const element = findColumn(inFile, field);
    return (
      element && { name: element.name, decode: makeDecoder(field, element) }
    );
  });
  const names = [
    ...new Set(columns.flatMap(column => (column ? [column.name] : []))),
  ];
  const plain = withoutMeaning(metadata, new Set(names));
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const records: Record<string, unknown>[] =
      names.length === 0
        ? Array.from({ length: end - start }, () => ({}))
        : await parquetReadObjects({
            file: buffer,
            metadata: plain,
            columns: names,
            rowStart: start,
            rowEnd: end,
            utf8: false,
            compressors: { GZIP: input => gunzipSync(input) },
          });
    yield records.map(record =>
      columns.map(column =>
        column ? column.decode(record[column.name]) : null,
      ),
    );
    start = end;
  }
}

/**
 * Avro object container files, as Iceberg uses them for its manifests.
 *
 * `avsc` encodes and decodes values; the container around them (header, blocks, sync marker) is short enough to be here, which keeps it
 * free of streams, and keeps attributes that Avro does not know (`field-id`) in the schema that is written.
 */
import avro, { type Schema, type Type } from 'avsc';
import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

const MAGIC = Buffer.from('Obj\u0001', 'latin1');
const SYNC_BYTES = 16;

/** 64 bits: a number when that is exact, else a bigint. */
const exactLong = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => {
    const long = buffer.readBigInt64LE();
    const number = Number(long);
    return Number.isSafeInteger(number) ? number : long;
  },
  toBuffer: (value: number | bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  },
  fromJSON: (value: number) => value,
  toJSON: (value: number | bigint) => Number(value),
  isValid: (value: unknown) =>
    typeof value === 'bigint' || Number.isSafeInteger(value),
  compare: (a: number | bigint, b: number | bigint) => {
    if (a === b) return 0;
    return a < b ? -1 : 1;
  },
});

function typeOf(schema: unknown): Type {
  return avro.Type.forSchema(schema as Schema, {
    registry: { long: exactLong },
    wrapUnions: false,
  });
}

const headerType = avro.Type.forSchema({ type: 'map', values: 'bytes' });
const longType = avro.Type.forSchema('long');

/** A file that was read. */
export interface AvroFile {
  records: Record<string, unknown>[];
  /** Texts of the header, such as `partition-spec-id`. */
  metadata: Record<string, string>;
}

function decodeAt(type: Type, bytes: Buffer, at: number) {
  const { value, offset } = type.decode(bytes, at);
  if (offset < 0) throw new Error('The Avro file ends before its end.');
  return { value: value as unknown, offset };
}

function unpack(block: Buffer, codec: string): Buffer {
  if (codec === 'null') return block;
  if (codec === 'deflate') return inflateRawSync(block);
  throw new Error(
    `The Avro codec ${codec} is not read here; write with deflate or none.`,
  );
}

/**
 * Reads a whole file.
 *
 * @throws Error when it is none, is cut, or is packed in a way that is not known
 */
export function readAvro(content: Uint8Array): AvroFile {
  const bytes = Buffer.from(content);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new Error('The file is not an Avro object container.');
  }
  const header = decodeAt(headerType, bytes, MAGIC.length);
  const meta = header.value as Record<string, Buffer>;
  const metadata = Object.fromEntries(
    Object.entries(meta).map(([key, text]) => [key, text.toString('utf8')]),
  );
  const type = typeOf(JSON.parse(metadata['avro.schema']));
  const codec = metadata['avro.codec'] ?? 'null';
  const records: Record<string, unknown>[] = [];
  let at = header.offset + SYNC_BYTES;
  while (at < bytes.length) {
    const count = decodeAt(longType, bytes, at);
    const size = decodeAt(longType, bytes, count.offset);
    const end = size.offset + Number(size.value);
    const block = unpack(bytes.subarray(size.offset, end), codec);
    let inBlock = 0;
    for (let read = 0; read < Number(count.value); read += 1) {
      const record = decodeAt(type, block, inBlock);
      records.push(record.value as Record<string, unknown>);
      inBlock = record.offset;
    }
    at = end + SYNC_BYTES;
  }
  return { records, metadata };
}

/** The bytes of a file with these records in one block. */
export function writeAvro(
  schema: object,
  records: readonly object[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const type = typeOf(schema);
  const sync = randomBytes(SYNC_BYTES);
  const meta = Object.fromEntries(
    Object.entries({
      ...metadata,
      'avro.schema': JSON.stringify(schema),
      'avro.codec': 'null',
    }).map(([key, text]) => [key, Buffer.from(text)]),
  );
  const parts = [MAGIC, headerType.toBuffer(meta), sync];
  if (records.length > 0) {
    const block = Buffer.concat(records.map(record => type.toBuffer(record)));
    parts.push(
      longType.toBuffer(records.length),
      longType.toBuffer(block.length),
      block,
      sync,
    );
  }
  return Buffer.concat(parts);
}

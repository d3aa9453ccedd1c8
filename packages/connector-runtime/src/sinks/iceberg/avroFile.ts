/*
 * Avro container files: a header with the schema and what the file says of itself, then blocks. Written by hand
 * around avsc's types, because the header must hold the schema with Iceberg's field ids, and because longs are 64-bit
 * here and a JavaScript number is not.
 */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Type } from 'avsc';
import { ConnectorError } from '../../errors';

/** A schema in Avro's JSON. */
export type AvroSchema =
  | string
  | readonly AvroSchema[]
  | { readonly [key: string]: unknown };

const MAGIC = Buffer.from('Obj\u0001', 'latin1');
const SYNC_BYTES = 16;

/** Types are compiled, and a table has few schemas: each is compiled once. */
const known = new Map<string, Type>();
const KNOWN_TYPES = 50;

/** A type whose longs are bigint. */
async function typeOf(schema: unknown): Promise<Type> {
  const json = JSON.stringify(schema);
  const type = known.get(json) ?? (await compile(json));
  if (known.size >= KNOWN_TYPES) {
    known.clear();
  }
  known.set(json, type);
  return type;
}

async function compile(schema: string): Promise<Type> {
  const { default: avro } = await import('avsc');
  const long = avro.types.LongType.__with({
    fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64LE(value);
      return buffer;
    },
    fromJSON: BigInt,
    toJSON: Number,
    isValid: (value: unknown) => typeof value === 'bigint',
    compare: (left: bigint, right: bigint) =>
      Number(left > right) - Number(left < right),
  });
  return avro.Type.forSchema(JSON.parse(schema), { registry: { long } });
}

const HEADER = {
  type: 'map',
  values: 'bytes',
} as const;

/** Zig-zag variable-length form of a long, as Avro writes it. */
function longBytes(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value) * 2n;
  if (rest < 0n) {
    rest = -rest - 1n;
  }
  while (rest > 127n) {
    bytes.push(Number(rest % 128n) + 128);
    rest /= 128n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A file of records. Equal records are equal bytes. */
export async function writeAvro(options: {
  schema: AvroSchema;
  about: Readonly<Record<string, string>>;
  records: readonly unknown[];
}): Promise<Uint8Array> {
  const type = await typeOf(options.schema);
  const header = await typeOf(HEADER);
  const body = Buffer.concat(
    options.records.map(record => type.toBuffer(record)),
  );
  const about: Record<string, Buffer> = {
    'avro.schema': Buffer.from(JSON.stringify(options.schema)),
    'avro.codec': Buffer.from('null'),
  };
  for (const [key, value] of Object.entries(options.about)) {
    about[key] = Buffer.from(value);
  }
  const sync = createHash('sha256')
    .update(body)
    .digest()
    .subarray(0, SYNC_BYTES);
  const blocks =
    options.records.length === 0
      ? []
      : [longBytes(options.records.length), longBytes(body.length), body, sync];
  return Buffer.concat([MAGIC, header.toBuffer(about), sync, ...blocks]);
}

interface Header {
  readonly about: Record<string, Buffer>;
  readonly sync: Buffer;
  readonly offset: number;
}

async function readHeader(bytes: Buffer): Promise<Header> {
  const type = await typeOf(HEADER);
  const { value, offset } = type.decode(bytes, MAGIC.length);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || offset < 0) {
    throw new ConnectorError(
      'contract',
      'A metadata file of the table is no Avro file; look at the table with another client.',
    );
  }
  return {
    about: value,
    sync: bytes.subarray(offset, offset + SYNC_BYTES),
    offset: offset + SYNC_BYTES,
  };
}

function uncompress(codec: string, bytes: Buffer): Buffer {
  if (codec === 'null') {
    return bytes;
  }
  if (codec === 'deflate') {
    return inflateRawSync(bytes);
  }
  throw new ConnectorError(
    'contract',
    `A metadata file of the table is compressed with '${codec}'; set the table property write.avro.compression-codec to gzip.`,
  );
}

/** A read file: records as its writer's schema names them, and that schema. */
export interface AvroRecords {
  readonly schema: { readonly fields?: ReadonlyArray<Record<string, unknown>> };
  readonly about: Readonly<Record<string, string>>;
  readonly records: ReadonlyArray<Record<string, unknown>>;
}

/** Reads a whole file by the schema in it. Longs are bigint. @throws ConnectorError `contract` when it is broken. */
export async function readAvro(content: Uint8Array): Promise<AvroRecords> {
  const bytes = Buffer.from(content);
  const { about, sync, offset } = await readHeader(bytes);
  const schema = JSON.parse(about['avro.schema'].toString('utf8'));
  const type = await typeOf(schema);
  const long = await typeOf('long');
  const codec = about['avro.codec']?.toString('utf8') ?? 'null';
  const records: Array<Record<string, unknown>> = [];
  let at = offset;
  while (at < bytes.length) {
    const count = long.decode(bytes, at);
    const size = long.decode(bytes, count.offset);
    const end = size.offset + Number(size.value);
    if (
      count.offset < 0 ||
      size.offset < 0 ||
      !bytes.subarray(end, end + SYNC_BYTES).equals(sync)
    ) {
      throw new ConnectorError(
        'contract',
        'A metadata file of the table is cut or broken; restore it, or roll the table back.',
      );
    }
    const block = uncompress(codec, bytes.subarray(size.offset, end));
    let inside = 0;
    for (let index = 0; index < Number(count.value); index += 1) {
      const decoded = type.decode(block, inside);
      records.push(decoded.value);
      inside = decoded.offset;
    }
    at = end + SYNC_BYTES;
  }
  return {
    schema,
    about: Object.fromEntries(
      Object.entries(about).map(([key, value]) => [
        key,
        value.toString('utf8'),
      ]),
    ),
    records,
  };
}

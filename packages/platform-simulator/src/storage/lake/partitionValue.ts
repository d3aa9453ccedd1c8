/** What partition a row belongs to: the transforms of the specification. */
import { dayOf } from '../trino/calendar';
import type { SqlValue } from '../trino/types';
import { fromIceberg } from '../trino/types';
import { showValue } from '../trino/values';
import { decimalBytes, type PartitionColumn } from './manifestSchemas';
import { bytesOfWhole } from './writeParquet';

const rotate = (value: number, by: number) =>
  (value << by) | (value >>> (32 - by));

function mix(block: number): number {
  return Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

/** Murmur3, 32 bits, x86 variant, seed 0. */
export function murmur3(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes);
  const whole = buffer.length - (buffer.length % 4);
  let hash = 0;
  for (let at = 0; at < whole; at += 4) {
    hash ^= mix(buffer.readInt32LE(at));
    hash = Math.imul(rotate(hash, 13), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let at = buffer.length - 1; at >= whole; at -= 1) {
    tail = (tail << 8) | buffer[at];
  }
  if (whole < buffer.length) hash ^= mix(tail);
  hash ^= buffer.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

function longBytes(value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64LE(value);
  return buffer;
}

/** The fewest bytes that hold the number. */
function shortestBytes(value: bigint): Buffer {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length += 1;
  return bytesOfWhole(value, length);
}

function hashed(value: NonNullable<SqlValue>, kind: string): Uint8Array {
  if (kind === 'decimal') return shortestBytes(value as bigint);
  if (kind === 'uuid') {
    return Buffer.from(String(value).replaceAll('-', ''), 'hex');
  }
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (value instanceof Uint8Array) return value;
  return longBytes(BigInt(value as number | bigint));
}

function truncated(value: NonNullable<SqlValue>, width: number): SqlValue {
  if (typeof value === 'string') return [...value].slice(0, width).join('');
  if (value instanceof Uint8Array) return value.slice(0, width);
  const [whole, by] = [BigInt(value as bigint), BigInt(width)];
  return whole - (((whole % by) + by) % by);
}

function months(days: number): number {
  const date = new Date(days * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function floorHours(micros: bigint): number {
  const hour = 3_600_000_000n;
  return Number(micros / hour - (micros % hour < 0n ? 1n : 0n));
}

/**
 * The partition's value of a row.
 *
 * @param kind - the kind of the source column's type
 * @throws Error for a transform that is not known
 */
export function partitionValue(
  transform: string,
  value: SqlValue,
  kind: string,
): SqlValue {
  if (value === null) return null;
  const [, name, width] = /^(\w+)(?:\[(\d+)\])?$/.exec(transform) ?? [];
  const day = () => (kind === 'date' ? Number(value) : dayOf(value as bigint));
  switch (name) {
    case 'identity':
      return value;
    case 'bucket':
      return BigInt(
        (murmur3(hashed(value, kind)) & 0x7fffffff) % Number(width),
      );
    case 'truncate':
      return truncated(value, Number(width));
    case 'year':
      return BigInt(Math.floor(months(day()) / 12));
    case 'month':
      return BigInt(months(day()));
    case 'day':
      return day();
    case 'hour':
      return BigInt(floorHours(value as bigint));
    default:
      throw new Error(`The partition transform ${transform} is not known.`);
  }
}

/** The value as a manifest holds it. */
export function partitionAvro(
  value: SqlValue,
  { type }: PartitionColumn,
): unknown {
  const kind = fromIceberg(type);
  if (value === null || !kind) return null;
  switch (kind.kind) {
    case 'integer':
    case 'date':
      return Number(value);
    case 'decimal':
      return bytesOfWhole(value as bigint, decimalBytes(kind.precision));
    case 'uuid':
      return Buffer.from(String(value).replaceAll('-', ''), 'hex');
    case 'varbinary':
      return Buffer.from(value as Uint8Array);
    default:
      return value;
  }
}

/** The folder of a partition: `day=2025-11-24/region=north`. */
export function partitionFolder(
  values: readonly SqlValue[],
  columns: readonly PartitionColumn[],
): string {
  return columns
    .map((column, at) => {
      const type = fromIceberg(column.type) ?? { kind: 'varchar' };
      const value = values[at];
      const shown = value === null ? 'null' : showValue(value, type);
      return `${column.name}=${encodeURIComponent(shown)}/`;
    })
    .join('');
}

/*
 * Least and greatest values as bytes, by the specification's single-value form. A reader skips a file by them, so a
 * bound may be wider than the truth and never narrower: long text is cut at a code point, and the upper bound is then
 * raised to something that comes after everything it stands for.
 */
import type { LakeType } from '../columnTypes';
import type { StoredValue } from '../parquet/parquetColumns';

const TEXT_POINTS = 16;

/** The shortest two's complement, most significant byte first. */
function integerBytes(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = Number(BigInt.asUintN(8, rest));
    bytes.unshift(byte);
    rest = (rest - BigInt(byte)) / 256n;
    if (rest === (byte < 128 ? 0n : -1n)) {
      return Buffer.from(bytes);
    }
  }
}

function lowerText(text: string): Buffer {
  return Buffer.from([...text].slice(0, TEXT_POINTS).join(''));
}

/** The shortest text after everything that starts like this one; undefined when there is none. */
function upperText(text: string): Buffer | undefined {
  const points = [...text];
  if (points.length <= TEXT_POINTS) {
    return Buffer.from(text);
  }
  const kept = points.slice(0, TEXT_POINTS);
  while (kept.length > 0) {
    const code = kept.pop()?.codePointAt(0) ?? 0;
    const next = code === 0xd7ff ? 0xe000 : code + 1;
    if (next <= 0x10ffff) {
      return Buffer.from(kept.join('') + String.fromCodePoint(next));
    }
  }
  return undefined;
}

/** A bound of a column as bytes; undefined when there is none that is true. */
export function boundBytes(
  type: LakeType,
  value: Exclude<StoredValue, null> | undefined,
  side: 'lower' | 'upper',
): Buffer | undefined {
  if (value === undefined) {
    return undefined;
  }
  const buffer = Buffer.alloc(8);
  switch (type.kind) {
    case 'boolean':
      return Buffer.from([value ? 1 : 0]);
    case 'date':
      buffer.writeInt32LE(Number(value));
      return buffer.subarray(0, 4);
    case 'long':
    case 'timestamptz':
      buffer.writeBigInt64LE(BigInt(value));
      return buffer;
    case 'double':
      buffer.writeDoubleLE(Number(value));
      return buffer;
    case 'decimal':
      return integerBytes(BigInt(value));
    default:
      return side === 'lower'
        ? lowerText(String(value))
        : upperText(String(value));
  }
}

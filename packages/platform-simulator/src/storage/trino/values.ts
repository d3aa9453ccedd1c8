/** How values are compared, shown and sent. */
import { showDate, showTime, showTimestamp } from './calendar';
import { showType, type SqlType, type SqlValue } from './types';

/** Digits with their point: `-1.05`. */
export function showDecimal(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  if (scale === 0) return sign + text;
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Digits of a text and how many of them follow the point; undefined when it is no decimal. */
export function parseDecimal(
  text: string,
): { digits: bigint; scale: number; precision: number } | undefined {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (!found || (!found[2] && !found[3])) return undefined;
  const [, sign, whole, fraction = ''] = found;
  const digits = BigInt(whole + fraction);
  const significant = (whole.replace(/^0+/, '') + fraction).length;
  return {
    digits: sign === '-' ? -digits : digits,
    scale: fraction.length,
    precision: Math.max(1, significant),
  };
}

/** The digits for another scale, rounded half away from zero. */
export function rescale(digits: bigint, from: number, to: number): bigint {
  if (to >= from) return digits * 10n ** BigInt(to - from);
  const by = 10n ** BigInt(from - to);
  const half = by / 2n;
  return digits < 0n ? -((-digits + half) / by) : (digits + half) / by;
}

/** A double as Trino writes it in text: `1.0E0`. */
export function showDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0.0E0';
  const [mantissa, exponent] = value.toExponential().split('e');
  const shown = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return `${shown}E${Number(exponent)}`;
}

/** A value as text, as `CAST(x AS varchar)` makes it. */
export function showValue(value: SqlValue, type: SqlType): string {
  if (value === null) return 'NULL';
  switch (type.kind) {
    case 'decimal':
      return showDecimal(value as bigint, type.scale);
    case 'real':
    case 'double':
      return showDouble(value as number);
    case 'date':
      return showDate(value as number);
    case 'time':
      return showTime(value as bigint, type.precision);
    case 'timestamp':
      return showTimestamp(value as bigint, type.precision);
    case 'timestamptz':
      return `${showTimestamp(value as bigint, type.precision)} UTC`;
    default:
      return String(value);
  }
}

/** A value as the protocol sends it; a bigint is written as the digits of a number. */
export function sendValue(value: SqlValue, type: SqlType): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
    case 'integer':
    case 'bigint':
      return value;
    case 'real':
    case 'double':
      return Number.isFinite(value) ? value : showDouble(value as number);
    case 'varbinary':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'map':
      return Object.fromEntries(value as ReadonlyMap<string, string>);
    default:
      return showValue(value, type);
  }
}

/** By code points, as Trino orders text. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Orders two values of one type, neither of them NULL. NaN is larger than every number. */
export function compareValues(a: SqlValue, b: SqlValue): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return a === b ? 0 : compareText(a, b);
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return Buffer.compare(a, b);
  }
  if (a === b) return 0;
  const [x, y] = [Number.isNaN(a), Number.isNaN(b)];
  if (x || y) return Number(x) - Number(y);
  return (a as number) < (b as number) ? -1 : Number(a !== b);
}

/** A text that two values of one type share exactly when they are not distinct. */
export function keyOfValue(value: SqlValue): string {
  if (value === null) return 'n';
  if (value instanceof Uint8Array) {
    return `b${Buffer.from(value).toString('hex')}`;
  }
  return `${typeof value === 'number' ? value + 0 : value}`.replace(
    /^/,
    typeof value === 'string' ? 's' : 'v',
  );
}

/** A text that two rows share exactly when they are not distinct. */
export function keyOfRow(row: readonly SqlValue[]): string {
  return JSON.stringify(row.map(keyOfValue));
}

/** The cast's complaint. */
export function castFailure(value: SqlValue, from: SqlType, to: SqlType) {
  const shown = from.kind === 'varchar' ? `'${value}'` : showValue(value, from);
  return from.kind === 'varchar'
    ? `Cannot cast ${shown} to ${showType(to).toUpperCase()}`
    : `Cannot cast ${showType(from).toUpperCase()} '${shown}' to ${showType(
        to,
      ).toUpperCase()}`;
}

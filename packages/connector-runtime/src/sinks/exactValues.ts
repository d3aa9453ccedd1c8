/*
 * Text to exact numbers. A price read as a double is already another price, so decimals, dates and times travel as
 * text and are taken apart here by digits, never by a floating-point number.
 */
import { ConnectorError } from '../errors';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|z|UTC|[+-]\d{2}:?\d{2})?)?$/;

function refuse(column: string, value: string, wanted: string): never {
  throw new ConnectorError(
    'contract',
    `Column '${column}': '${value.slice(
      0,
      40,
    )}' is no ${wanted}; correct the schema of the column.`,
  );
}

/**
 * The digits of a decimal without its point: `12.5` with scale 3 is `12500n`.
 *
 * @throws ConnectorError `contract` when it is no decimal, has more digits than the column, or would have to be rounded.
 */
export function unscaledDecimal(
  column: string,
  type: { readonly precision: number; readonly scale: number },
  value: string,
): bigint {
  const wanted = `decimal(${type.precision}, ${type.scale})`;
  const match = DECIMAL.exec(value.trim());
  if (!match || `${match[2]}${match[3] ?? ''}` === '') {
    return refuse(column, value, wanted);
  }
  const fraction = match[3] ?? '';
  const shift = type.scale - fraction.length + Number(match[4] ?? 0);
  const digits = BigInt(`${match[2]}${fraction}`);
  let unscaled: bigint;
  if (shift >= 0) {
    unscaled = digits === 0n ? 0n : digits * 10n ** BigInt(shift);
  } else {
    const divisor = 10n ** BigInt(-shift);
    if (digits % divisor !== 0n) {
      return refuse(column, value, `${wanted} without rounding`);
    }
    unscaled = digits / divisor;
  }
  if (unscaled >= 10n ** BigInt(type.precision)) {
    return refuse(column, value, wanted);
  }
  return match[1] === '-' ? -unscaled : unscaled;
}

/** The text of an unscaled decimal: `12500n` with scale 3 is `12.500`. */
export function scaledText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

/** A decimal with exactly the digits of its column. @throws as `unscaledDecimal`. */
export function decimalText(
  column: string,
  type: { readonly precision: number; readonly scale: number },
  value: string,
): string {
  return scaledText(unscaledDecimal(column, type, value), type.scale);
}

/** A moment taken apart. */
export interface MomentParts {
  /** Days since 1970-01-01, UTC. */
  readonly days: number;
  /** Microseconds since 1970-01-01, UTC; digits beyond are cut. */
  readonly micros: bigint;
  /** `2026-11-21`, UTC. */
  readonly date: string;
  /** `06:00:00.000000`, UTC. */
  readonly time: string;
}

const DAY_MICROS = 86_400_000_000n;

/** The text of a moment given in microseconds. */
export function momentOf(micros: bigint): MomentParts {
  const days =
    micros >= 0n || micros % DAY_MICROS === 0n
      ? micros / DAY_MICROS
      : micros / DAY_MICROS - 1n;
  const rest = micros - days * DAY_MICROS;
  const iso = new Date(Number(days) * 86_400_000).toISOString();
  const seconds = Number(rest / 1_000_000n);
  const part = (value: number) => String(value).padStart(2, '0');
  return {
    days: Number(days),
    micros,
    date: iso.slice(0, iso.indexOf('T')),
    time: `${part(Math.floor(seconds / 3600))}:${part(
      Math.floor(seconds / 60) % 60,
    )}:${part(seconds % 60)}.${String(rest % 1_000_000n).padStart(6, '0')}`,
  };
}

/** The moment that was read last: many rows of one follow each other. */
let lastRead = { text: '1970-01-01', micros: 0n };

/**
 * Microseconds since 1970 of a date (`2026-11-21`) or RFC 3339 date-time; one without an offset is read as UTC.
 *
 * @throws ConnectorError `contract` when it is neither, or no such day exists.
 */
export function timestampMicros(column: string, value: string): bigint {
  if (value !== lastRead.text) {
    lastRead = { text: value, micros: readMicros(column, value) };
  }
  return lastRead.micros;
}

function readMicros(column: string, value: string): bigint {
  const match = TIMESTAMP.exec(value.trim());
  if (!match) {
    return refuse(column, value, 'date or date-time');
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  const midnight = Date.UTC(+year, +month - 1, +day);
  const date = new Date(midnight);
  if (
    +year < 1000 ||
    date.getUTCMonth() !== +month - 1 ||
    date.getUTCDate() !== +day ||
    +hour > 23 ||
    +minute > 59 ||
    +second > 59
  ) {
    return refuse(column, value, 'date or date-time');
  }
  const fraction = (match[7] ?? '').padEnd(6, '0').slice(0, 6);
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec(match[8] ?? '');
  const offset = zone
    ? (zone[1] === '-' ? -1 : 1) * (+zone[2] * 60 + +zone[3])
    : 0;
  const seconds = (+hour * 60 + +minute - offset) * 60 + +second;
  return BigInt(midnight + seconds * 1000) * 1000n + BigInt(fraction);
}

/** A date or date-time as parts. @throws as `timestampMicros`. */
export function timestampParts(column: string, value: string): MomentParts {
  return momentOf(timestampMicros(column, value));
}

/**
 * A day. A date-time passes only when it is midnight UTC, since anything else would lose its time.
 *
 * @throws ConnectorError `contract` as `timestampParts`.
 */
export function dayParts(column: string, value: string): MomentParts {
  const parts = timestampParts(column, value);
  return parts.time === '00:00:00.000000'
    ? parts
    : refuse(column, value, 'date without a time of day');
}

/** Days and microseconds, and how they are written. */
import { SqlError } from './SqlError';

const MICROS_PER_SECOND = 1_000_000n;
const MICROS_PER_DAY = 86_400_000_000n;
const pad = (value: number | bigint, width: number) =>
  String(value).padStart(width, '0');

/** Rounds down, also below zero. */
function floorDivide(value: bigint, by: bigint): bigint {
  const whole = value / by;
  return value % by < 0n ? whole - 1n : whole;
}

/** `2025-11-24`; years beyond four digits carry a sign. */
export function showDate(days: number): string {
  const date = new Date(days * 86_400_000);
  const year = date.getUTCFullYear();
  const shown =
    year < 0 || year > 9999
      ? `${year < 0 ? '-' : '+'}${pad(Math.abs(year), 4)}`
      : pad(year, 4);
  return `${shown}-${pad(date.getUTCMonth() + 1, 2)}-${pad(
    date.getUTCDate(),
    2,
  )}`;
}

/** `12:00:00.000000` with so many digits. */
export function showTime(microsOfDay: bigint, precision: number): string {
  const seconds = Number(microsOfDay / MICROS_PER_SECOND);
  const clock = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ].map(part => pad(part, 2));
  const fraction = pad(microsOfDay % MICROS_PER_SECOND, 6).slice(0, precision);
  return clock.join(':') + (precision > 0 ? `.${fraction}` : '');
}

/** `2025-11-24 12:00:00.000000`. */
export function showTimestamp(micros: bigint, precision: number): string {
  const days = floorDivide(micros, MICROS_PER_DAY);
  const rest = micros - days * MICROS_PER_DAY;
  return `${showDate(Number(days))} ${showTime(rest, precision)}`;
}

/** The day of a moment. */
export function dayOf(micros: bigint): number {
  return Number(floorDivide(micros, MICROS_PER_DAY));
}

/** The first moment of a day. */
export function startOfDay(days: number): bigint {
  return BigInt(days) * MICROS_PER_DAY;
}

const DATE = /^\s*([+-]?\d{4,6})-(\d{1,2})-(\d{1,2})\s*$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?$/;
const TIMESTAMP =
  /^\s*([+-]?\d{4,6}-\d{1,2}-\d{1,2})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Za-z]+\/[A-Za-z_/]+)?\s*$/;

/** Days of a date; undefined when it is none. */
export function parseDate(text: string): number | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() / 86_400_000 : undefined;
}

/** Microseconds of a time of day; undefined when it is none. Digits beyond the sixth are rounded. */
export function parseTime(text: string): bigint | undefined {
  const found = TIME.exec(text.trim());
  if (!found) return undefined;
  const [hour, minute, second] = found.slice(1, 4).map(part => +(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const digits = (found[4] ?? '').padEnd(7, '0');
  const fraction = BigInt(digits.slice(0, 6)) + (digits[6] >= '5' ? 1n : 0n);
  const seconds = BigInt(hour * 3600 + minute * 60 + second);
  return seconds * MICROS_PER_SECOND + fraction;
}

/** Minutes that the zone is ahead of UTC. */
function offsetOf(zone: string): number {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (!sign) {
    throw new SqlError(
      'NOT_SUPPORTED',
      `Time zone ${zone} is not supported; write an offset such as +01:00`,
    );
  }
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** A moment, and whether a zone was told; undefined when it is none. Without a zone it is UTC. */
export function parseTimestamp(
  text: string,
): { micros: bigint; zoned: boolean } | undefined {
  const [, date, time, zone] = TIMESTAMP.exec(text) ?? [];
  const days = date === undefined ? undefined : parseDate(date);
  const ofDay = time === undefined ? 0n : parseTime(time);
  if (days === undefined || ofDay === undefined) return undefined;
  const offset = BigInt(zone ? offsetOf(zone) : 0) * 60n * MICROS_PER_SECOND;
  return {
    micros: startOfDay(days) + ofDay - offset,
    zoned: zone !== undefined,
  };
}

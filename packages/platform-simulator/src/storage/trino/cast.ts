/** From one type to another: silently where nothing can be lost, by `CAST` else. */
import {
  dayOf,
  parseDate,
  parseTime,
  parseTimestamp,
  startOfDay,
} from './calendar';
import { asDecimal, commonType } from './commonType';
import { SqlError } from './SqlError';
import { showType, type SqlType, type SqlValue } from './types';
import { castFailure, parseDecimal, rescale, showValue } from './values';

type Convert = (value: SqlValue) => SqlValue;

function overflow(value: SqlValue, from: SqlType, to: SqlType): SqlError {
  return new SqlError(
    to.kind === 'decimal'
      ? 'INVALID_CAST_ARGUMENT'
      : 'NUMERIC_VALUE_OUT_OF_RANGE',
    to.kind === 'decimal'
      ? castFailure(value, from, to)
      : `Out of range for ${to.kind}: ${showValue(value, from)}`,
  );
}

/** @throws SqlError when the number has more bits than its type */
export function assertWhole(value: bigint, type: SqlType): bigint {
  const bits = type.kind === 'integer' ? 32 : 64;
  if (BigInt.asIntN(bits, value) !== value) {
    throw overflow(value, { kind: 'bigint' }, type);
  }
  return value;
}

function toWhole(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) throw failure(value, from, to);
    return assertWhole(BigInt(value.trim().replace(/^\+/, '')), to);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw failure(value, from, to);
    const away = Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
    return assertWhole(BigInt(away), to);
  }
  return assertWhole(rescale(value as bigint, asDecimal(from).scale, 0), to);
}

function toFloating(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  let number: number;
  if (typeof value === 'string') {
    const isNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(
      value,
    );
    const words: Record<string, number> = {
      NaN,
      Infinity,
      '+Infinity': Infinity,
      '-Infinity': -Infinity,
    };
    if (!isNumber && !Object.hasOwn(words, value.trim())) {
      throw failure(value, from, to);
    }
    number = Number(value);
  } else if (from.kind === 'decimal') {
    number = Number(showValue(value, from));
  } else {
    number = Number(value);
  }
  return to.kind === 'real' ? Math.fround(number) : number;
}

function toDecimal(
  value: SqlValue,
  from: SqlType,
  to: SqlType & { kind: 'decimal' },
): SqlValue {
  let told = { digits: 0n, scale: 0 };
  if (typeof value === 'bigint') {
    told = { digits: value, scale: asDecimal(from).scale };
  } else if (typeof value === 'boolean') {
    told = { digits: value ? 1n : 0n, scale: 0 };
  } else {
    const text = typeof value === 'number' ? plainNumber(value) : String(value);
    const parsed = parseDecimal(text);
    if (!parsed) throw failure(value, from, to);
    told = parsed;
  }
  const digits = rescale(told.digits, told.scale, to.scale);
  const limit = 10n ** BigInt(to.precision);
  if (digits >= limit || digits <= -limit) throw overflow(value, from, to);
  return digits;
}

/** The shortest decimal digits of a number, without an exponent. */
function plainNumber(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const [sign, plain] = digits.startsWith('-')
    ? ['-', digits.slice(1)]
    : ['', digits];
  const point = Number(exponent) + 1;
  if (Number.isNaN(point)) return 'NaN';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${plain}`;
  return `${sign}${plain.padEnd(point, '0').slice(0, point)}.${plain.slice(
    point,
  )}`;
}

function failure(value: SqlValue, from: SqlType, to: SqlType): SqlError {
  return new SqlError('INVALID_CAST_ARGUMENT', castFailure(value, from, to));
}

/** Rounds to the digits that the type keeps. */
function atPrecision(micros: bigint, type: SqlType): bigint {
  const precision = 'precision' in type ? type.precision : 6;
  return rescale(rescale(micros, 6, precision), precision, 6);
}

function toClock(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  if (typeof value === 'string') {
    if (to.kind === 'date') return parseDate(value) ?? fail(value, from, to);
    if (to.kind === 'time') {
      const time = parseTime(value) ?? fail(value, from, to);
      return atPrecision(time, to);
    }
    const told = parseTimestamp(value) ?? fail(value, from, to);
    return atPrecision(told.micros, to);
  }
  if (from.kind === 'date') return startOfDay(value as number);
  if (to.kind === 'date') return dayOf(value as bigint);
  return atPrecision(value as bigint, to);
}

function fail(value: SqlValue, from: SqlType, to: SqlType): never {
  throw failure(value, from, to);
}

function toBoolean(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  if (typeof value !== 'string') return Number(value) !== 0;
  const word = value.toLowerCase();
  if (['t', 'true', '1'].includes(word)) return true;
  return ['f', 'false', '0'].includes(word) ? false : fail(value, from, to);
}

function toText(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  const text = showValue(value, from);
  const length = to.kind === 'varchar' ? to.length : undefined;
  return length === undefined ? text : [...text].slice(0, length).join('');
}

function toUuid(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  const text = String(value).toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
    ? text
    : fail(value, from, to);
}

const CASTABLE: Readonly<Record<string, readonly SqlType['kind'][]>> = {
  whole: [
    'boolean',
    'integer',
    'bigint',
    'real',
    'double',
    'decimal',
    'varchar',
  ],
  clock: ['date', 'timestamp', 'timestamptz', 'varchar'],
};

function converter(from: SqlType, to: SqlType): Convert | undefined {
  const among = (group: string) => CASTABLE[group].includes(from.kind);
  switch (to.kind) {
    case 'integer':
    case 'bigint':
      return among('whole') ? v => toWhole(v, from, to) : undefined;
    case 'real':
    case 'double':
      return among('whole') ? v => toFloating(v, from, to) : undefined;
    case 'decimal':
      return among('whole') ? v => toDecimal(v, from, to) : undefined;
    case 'boolean':
      return among('whole') ? v => toBoolean(v, from, to) : undefined;
    case 'varchar':
      return ['varbinary', 'map'].includes(from.kind)
        ? undefined
        : v => toText(v, from, to);
    case 'time':
      return ['time', 'varchar'].includes(from.kind)
        ? v => toClock(v, from, to)
        : undefined;
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return among('clock') ? v => toClock(v, from, to) : undefined;
    case 'uuid':
      return from.kind === 'varchar' ? v => toUuid(v, from, to) : undefined;
    default:
      return undefined;
  }
}

/** How values of one type become another; undefined when they cannot. NULL stays NULL. */
export function castBetween(from: SqlType, to: SqlType): Convert | undefined {
  if (showType(from) === showType(to) || from.kind === 'unknown') return v => v;
  const convert = converter(from, to);
  return convert && (value => (value === null ? null : convert(value)));
}

/**
 * How values get into a column, or into a type that both sides share: only where nothing can be lost, as Trino does it without being
 * asked; undefined when the types do not fit.
 */
export function coerceBetween(from: SqlType, to: SqlType): Convert | undefined {
  const common = commonType(from, to);
  return common && showType(common) === showType(to)
    ? castBetween(from, to)
    : undefined;
}

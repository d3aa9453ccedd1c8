/** Functions of numbers. */
import { SqlError } from '../SqlError';
import { isNumeric } from '../commonType';
import {
  DOUBLE,
  INTEGER,
  type SqlRow,
  type SqlType,
  type SqlValue,
} from '../types';
import { rescale } from '../values';
import { compileArithmetic } from './arithmetic';
import { fixed, type SqlFunction } from './defineFunction';

type Act = (value: NonNullable<SqlValue>, type: SqlType) => SqlValue;

/** A function of one number whose result has the same type. */
function sameType(act: Act, result = (type: SqlType) => type): SqlFunction {
  return ({ args }) => {
    const [arg] = args;
    if (args.length !== 1 || !isNumeric(arg.type)) return undefined;
    const run = (row: SqlRow) => {
      const value = arg.run(row);
      return value === null ? null : act(value, arg.type);
    };
    return { type: result(arg.type), run };
  };
}

const absolute: Act = value =>
  typeof value === 'bigint' && value < 0n ? -value : magnitude(value);

function magnitude(value: NonNullable<SqlValue>): SqlValue {
  return typeof value === 'number' ? Math.abs(value) : value;
}

/** Rounds half away from zero. */
function roundNumber(value: number, digits: number): number {
  const by = 10 ** digits;
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * by)) / by;
  return Number.isFinite(rounded) ? rounded : value;
}

const wholeDecimal = (type: SqlType): SqlType =>
  type.kind === 'decimal'
    ? {
        kind: 'decimal',
        precision: Math.min(
          38,
          Math.max(1, type.precision - type.scale + (type.scale > 0 ? 1 : 0)),
        ),
        scale: 0,
      }
    : type;

/** Down, up or to the next: by what is left below a whole. */
function wholeOf(
  floating: (value: number) => number,
  decimal: (digits: bigint, by: bigint) => bigint,
): SqlFunction {
  return sameType((value, type) => {
    if (typeof value === 'number') return floating(value);
    if (type.kind !== 'decimal') return value;
    return decimal(value as bigint, 10n ** BigInt(type.scale));
  }, wholeDecimal);
}

function down(digits: bigint, by: bigint): bigint {
  return digits / by - (digits % by < 0n ? 1n : 0n);
}

const round: SqlFunction = call => {
  const [value, places] = call.args;
  if (call.args.length === 1) {
    return wholeOf(
      number => roundNumber(number, 0),
      (digits, by) => rescale(digits, String(by).length - 1, 0),
    )(call);
  }
  if (call.args.length !== 2 || !isNumeric(value.type)) return undefined;
  if (!['integer', 'bigint'].includes(places.type.kind)) return undefined;
  const { type } = value;
  const run = (row: SqlRow) => {
    const [held, to] = [value.run(row), places.run(row)];
    if (held === null || to === null) return null;
    if (typeof held === 'number') return roundNumber(held, Number(to));
    const scale = type.kind === 'decimal' ? type.scale : 0;
    const kept = Math.min(scale, Number(to));
    const least = kept < 0 ? -kept : 0;
    const rounded = rescale(held as bigint, scale + least, kept + least);
    return rounded * 10n ** BigInt(scale - kept);
  };
  return { type, run };
};

const double = (act: (...values: number[]) => number, count = 1) =>
  fixed(Array(count).fill(DOUBLE), DOUBLE, (...values) =>
    act(...values.map(Number)),
  );

/** By name. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  abs: sameType(absolute),
  ceil: wholeOf(Math.ceil, (digits, by) => -down(-digits, by)),
  ceiling: wholeOf(Math.ceil, (digits, by) => -down(-digits, by)),
  floor: wholeOf(Math.floor, down),
  round,
  mod: ({ args, at }) =>
    args.length === 2 ? compileArithmetic('%', args, at) : undefined,
  sign: sameType(
    value => (typeof value === 'number' ? Math.sign(value) : signOf(value)),
    type => (type.kind === 'decimal' ? INTEGER : type),
  ),
  power: double(Math.pow, 2),
  pow: double(Math.pow, 2),
  sqrt: double(Math.sqrt),
  exp: double(Math.exp),
  ln: double(Math.log),
  log10: double(Math.log10),
  log2: double(Math.log2),
  infinity: double(() => Infinity, 0),
  nan: double(() => NaN, 0),
};

function signOf(value: SqlValue): bigint {
  if (typeof value !== 'bigint') {
    throw new SqlError('GENERIC_INTERNAL_ERROR', 'sign of what is no number');
  }
  if (value === 0n) return 0n;
  return value < 0n ? -1n : 1n;
}

/** Numbers: the types that operators make, and their bounds. */
import { assertWhole } from '../cast';
import { asDecimal, commonType, isNumeric } from '../commonType';
import { SqlError, type SqlPlace } from '../SqlError';
import { showType, type SqlRow, type SqlType, type SqlValue } from '../types';
import { rescale } from '../values';
import { coerce, type Compiled } from './compile';

type Decimal = SqlType & { kind: 'decimal' };

function cannotApply(
  operator: string,
  sides: readonly Compiled[],
  at: SqlPlace,
): SqlError {
  const [a, b] = sides.map(side => showType(side.type));
  return new SqlError(
    'TYPE_MISMATCH',
    `Cannot apply operator: ${a} ${operator} ${b}`,
    { at },
  );
}

/** A function of two values; NULL when one is. */
function lift(
  sides: readonly Compiled[],
  type: SqlType,
  act: (a: SqlValue, b: SqlValue) => SqlValue,
): Compiled {
  const [left, right] = sides;
  const run = (row: SqlRow) => {
    const a = left.run(row);
    const b = right.run(row);
    return a === null || b === null ? null : act(a, b);
  };
  return { type, run };
}

const byZero = () => new SqlError('DIVISION_BY_ZERO', 'Division by zero');

function wholeResult(operator: string, a: bigint, b: bigint): bigint {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (b === 0n) throw byZero();
  return operator === '/' ? a / b : a % b;
}

function floatingResult(operator: string, a: number, b: number): number {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  return operator === '/' ? a / b : a % b;
}

/** The type of a decimal's operation, as Trino's documentation gives it. */
function decimalType(operator: string, x: Decimal, y: Decimal): Decimal {
  const whole = Math.max(x.precision - x.scale, y.precision - y.scale);
  const scale = Math.max(x.scale, y.scale);
  const make = (precision: number, places: number): Decimal => ({
    kind: 'decimal',
    precision: Math.max(1, Math.min(38, precision)),
    scale: places,
  });
  if (operator === '*') {
    return make(x.precision + y.precision, x.scale + y.scale);
  }
  if (operator === '/') {
    return make(x.precision + y.scale + Math.max(y.scale - x.scale, 0), scale);
  }
  if (operator === '%') {
    return make(
      Math.min(x.precision - x.scale, y.precision - y.scale) + scale,
      scale,
    );
  }
  return make(whole + scale + 1, scale);
}

/** Rounded half away from zero. */
function divide(a: bigint, b: bigint): bigint {
  const negative = a < 0n !== b < 0n;
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const rounded = (2n * x + y) / (2n * y);
  return negative ? -rounded : rounded;
}

function decimalResult(
  operator: string,
  told: { a: bigint; b: bigint; x: Decimal; y: Decimal; type: Decimal },
): bigint {
  const { a, b, x, y, type } = told;
  if (operator === '*') return a * b;
  if (operator === '/') {
    if (b === 0n) throw byZero();
    return divide(a * 10n ** BigInt(type.scale + y.scale - x.scale), b);
  }
  const [p, q] = [
    rescale(a, x.scale, type.scale),
    rescale(b, y.scale, type.scale),
  ];
  if (operator === '%' && q === 0n) throw byZero();
  return wholeResult(operator, p, q);
}

function compileDecimal(
  operator: string,
  sides: readonly Compiled[],
  at: SqlPlace,
): Compiled {
  const [x, y] = sides.map(
    (side): Decimal => ({ kind: 'decimal', ...asDecimal(side.type) }),
  );
  const type = decimalType(operator, x, y);
  if (type.scale > 38) throw cannotApply(operator, sides, at);
  const limit = 10n ** BigInt(type.precision);
  return lift(sides, type, (a, b) => {
    const told = { a: a as bigint, b: b as bigint, x, y, type };
    const digits = decimalResult(operator, told);
    if (digits >= limit || digits <= -limit) {
      throw new SqlError(
        'NUMERIC_VALUE_OUT_OF_RANGE',
        `Decimal overflow in ${showType(x)} ${operator} ${showType(y)}`,
      );
    }
    return digits;
  });
}

function compileConcatenation(
  sides: readonly Compiled[],
  at: SqlPlace,
): Compiled {
  const texts = sides.every(({ type }) =>
    ['varchar', 'unknown'].includes(type.kind),
  );
  if (!texts) throw cannotApply('||', sides, at);
  return lift(sides, { kind: 'varchar' }, (a, b) => `${a}${b}`);
}

/** `+ - * / % ||`. @throws SqlError `TYPE_MISMATCH` */
export function compileArithmetic(
  operator: string,
  sides: readonly Compiled[],
  at: SqlPlace,
): Compiled {
  if (operator === '||') return compileConcatenation(sides, at);
  const fits = sides.every(
    ({ type }) => isNumeric(type) || type.kind === 'unknown',
  );
  const common = fits ? commonType(sides[0].type, sides[1].type) : undefined;
  if (!common) throw cannotApply(operator, sides, at);
  if (common.kind === 'decimal') return compileDecimal(operator, sides, at);
  if (common.kind === 'unknown') return { type: common, run: () => null };
  const values = sides.map(side => coerce(side, common, at));
  if (common.kind === 'double' || common.kind === 'real') {
    const round = common.kind === 'real' ? Math.fround : (n: number) => n;
    return lift(values, common, (a, b) =>
      round(floatingResult(operator, a as number, b as number)),
    );
  }
  return lift(values, common, (a, b) =>
    assertWhole(wholeResult(operator, a as bigint, b as bigint), common),
  );
}

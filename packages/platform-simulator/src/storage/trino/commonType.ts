/** Which type two values meet in. */
import { showType, type SqlType } from './types';

const isExact = (type: SqlType) =>
  type.kind === 'integer' || type.kind === 'bigint' || type.kind === 'decimal';
const isFloating = (type: SqlType) =>
  type.kind === 'real' || type.kind === 'double';

/** Whether a type is a number. */
export function isNumeric(type: SqlType): boolean {
  return isExact(type) || isFloating(type);
}

const DIGITS: Partial<Record<SqlType['kind'], number>> = {
  integer: 10,
  bigint: 19,
};

/** A whole number seen as a decimal. */
export function asDecimal(type: SqlType): { precision: number; scale: number } {
  return type.kind === 'decimal'
    ? type
    : { precision: DIGITS[type.kind] ?? 38, scale: 0 };
}

const CLOCK_RANK: Partial<Record<SqlType['kind'], number>> = {
  date: 1,
  timestamp: 2,
  timestamptz: 3,
};

function commonNumber(a: SqlType, b: SqlType): SqlType {
  if (isFloating(a) || isFloating(b)) {
    const double = a.kind !== 'real' && b.kind !== 'real';
    const mixed = a.kind === 'double' || b.kind === 'double';
    return { kind: double || mixed ? 'double' : 'real' };
  }
  if (a.kind !== 'decimal' && b.kind !== 'decimal') {
    return a.kind === 'bigint' || b.kind === 'bigint'
      ? { kind: 'bigint' }
      : { kind: 'integer' };
  }
  const [x, y] = [asDecimal(a), asDecimal(b)];
  const scale = Math.max(x.scale, y.scale);
  const whole = Math.max(x.precision - x.scale, y.precision - y.scale);
  return { kind: 'decimal', precision: Math.min(38, whole + scale), scale };
}

/** The type that both can become without loss; undefined when there is none. */
export function commonType(a: SqlType, b: SqlType): SqlType | undefined {
  if (showType(a) === showType(b)) return a;
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b);
  if (a.kind === 'varchar' && b.kind === 'varchar') {
    return a.length === undefined || b.length === undefined
      ? { kind: 'varchar' }
      : { kind: 'varchar', length: Math.max(a.length, b.length) };
  }
  const [x, y] = [CLOCK_RANK[a.kind], CLOCK_RANK[b.kind]];
  if (!x || !y) return undefined;
  const precision = Math.max(
    'precision' in a ? a.precision : 0,
    'precision' in b ? b.precision : 0,
  );
  const kind = Math.max(x, y) === 3 ? 'timestamptz' : 'timestamp';
  return { kind, precision };
}

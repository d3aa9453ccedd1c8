/** Values that are written out. */
import { parseDate, parseTime, parseTimestamp } from '../calendar';
import { SqlError, notSupported, type SqlPlace } from '../SqlError';
import { VARCHAR, type SqlType, type SqlValue } from '../types';
import { parseDecimal } from '../values';
import type { Expression } from './ast';
import type { TokenReader } from './TokenReader';

const MAX_INTEGER = 2n ** 31n;
const MAX_BIGINT = 2n ** 63n;

const literal = (value: SqlValue, type: SqlType, at: SqlPlace): Expression => ({
  node: 'literal',
  value,
  type,
  at,
});

function invalid(message: string, at: SqlPlace): SqlError {
  return new SqlError('INVALID_LITERAL', message, { at });
}

function readDecimal(text: string, at: SqlPlace): Expression {
  const parsed = parseDecimal(text);
  if (!parsed) throw invalid(`'${text}' is not a valid DECIMAL literal`, at);
  const { digits, scale } = parsed;
  const precision = Math.max(parsed.precision, scale, 1);
  if (precision > 38) {
    throw invalid(`Decimal literal has more than 38 digits: ${text}`, at);
  }
  return literal(digits, { kind: 'decimal', precision, scale }, at);
}

/** `1` is an integer, `1.0` a decimal, `1E0` a double. @throws SqlError */
export function readNumber(text: string, at: SqlPlace): Expression {
  if (/[eE]/.test(text)) return literal(Number(text), { kind: 'double' }, at);
  if (text.includes('.')) return readDecimal(text, at);
  const whole = BigInt(text);
  const fits = (limit: bigint) => whole < limit && whole >= -limit;
  if (fits(MAX_INTEGER)) return literal(whole, { kind: 'integer' }, at);
  if (fits(MAX_BIGINT)) return literal(whole, { kind: 'bigint' }, at);
  throw new SqlError(
    'NUMERIC_VALUE_OUT_OF_RANGE',
    `Invalid numeric literal: ${text}`,
    { at },
  );
}

/** A text, a number or bytes, when one comes next. @throws SqlError */
export function readLiteral(reader: TokenReader): Expression | undefined {
  const { kind, value, at } = reader.token;
  if (kind === 'text') {
    reader.take();
    const length = [...value].length;
    return literal(value, { kind: 'varchar', length }, at);
  }
  if (kind === 'number') {
    reader.take();
    return readNumber(value, at);
  }
  if (kind === 'binary') {
    reader.take();
    const hex = value.replace(/\s/g, '');
    if (!/^([0-9a-fA-F]{2})*$/.test(hex)) {
      throw invalid('Binary literal needs an even number of hex digits', at);
    }
    return literal(Buffer.from(hex, 'hex'), { kind: 'varbinary' }, at);
  }
  return undefined;
}

function readTimestamp(text: string, at: SqlPlace): Expression {
  const parsed = parseTimestamp(text);
  if (!parsed) throw invalid(`'${text}' is not a valid TIMESTAMP literal`, at);
  const digits = /\.(\d+)/.exec(text)?.[1].length ?? 0;
  if (digits > 6) throw notSupported(`A timestamp of ${digits} digits`, at);
  const kind = parsed.zoned ? 'timestamptz' : 'timestamp';
  return literal(parsed.micros, { kind, precision: digits }, at);
}

const READERS: Readonly<
  Record<string, (text: string, at: SqlPlace) => Expression>
> = {
  decimal: readDecimal,
  timestamp: readTimestamp,
  date: (text, at) => {
    const days = parseDate(text);
    if (days === undefined) {
      throw invalid(`'${text}' is not a valid DATE literal`, at);
    }
    return literal(days, { kind: 'date' }, at);
  },
  time: (text, at) => {
    const micros = parseTime(text);
    if (micros === undefined) {
      throw invalid(`'${text}' is not a valid TIME literal`, at);
    }
    const precision = /\.(\d+)/.exec(text)?.[1].length ?? 0;
    return literal(micros, { kind: 'time', precision }, at);
  },
  uuid: (text, at) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
      throw invalid(`'${text}' is not a valid UUID literal`, at);
    }
    return literal(text.toLowerCase(), { kind: 'uuid' }, at);
  },
  varchar: (text, at) => literal(text, VARCHAR, at),
  double: (text, at) => literal(Number(text), { kind: 'double' }, at),
  real: (text, at) => literal(Math.fround(Number(text)), { kind: 'real' }, at),
  bigint: (text, at) => readWhole(text, MAX_BIGINT, 'bigint', at),
  integer: (text, at) => readWhole(text, MAX_INTEGER, 'integer', at),
};

function readWhole(
  text: string,
  limit: bigint,
  kind: 'bigint' | 'integer',
  at: SqlPlace,
): Expression {
  const whole = /^\s*-?\d+\s*$/.test(text) ? BigInt(text.trim()) : limit;
  if (whole >= limit || whole < -limit) {
    throw invalid(`'${text}' is not a valid ${kind.toUpperCase()} literal`, at);
  }
  return literal(whole, { kind }, at);
}

/** `DATE '2025-11-24'` and its like, when one comes next. @throws SqlError */
export function readTypedLiteral(reader: TokenReader): Expression | undefined {
  const { value, at } = reader.token;
  if (reader.ahead(1).kind !== 'text') return undefined;
  if (value === 'interval') throw notSupported('INTERVAL', at);
  if (!Object.hasOwn(READERS, value)) return undefined;
  reader.take();
  return READERS[value](reader.take().value, at);
}

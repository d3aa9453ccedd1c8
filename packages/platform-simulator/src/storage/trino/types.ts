/**
 * The types of values, and what stands for them in JavaScript:
 *
 * | type | value |
 * | --- | --- |
 * | boolean | boolean |
 * | integer, bigint | bigint |
 * | real, double | number |
 * | decimal(p, s) | bigint, the digits without the point |
 * | varchar, uuid | string |
 * | varbinary | Uint8Array |
 * | date | number, days since 1970 |
 * | time, timestamp, timestamp with time zone | bigint, microseconds |
 * | map | Map |
 *
 * SQL's NULL is null, whatever the type.
 */
import type { IcebergType } from '../iceberg/types';
import { SqlError, notSupported, type SqlPlace } from './SqlError';

/** A type of SQL. */
export type SqlType =
  | { kind: 'unknown' }
  | { kind: 'boolean' }
  | { kind: 'integer' }
  | { kind: 'bigint' }
  | { kind: 'real' }
  | { kind: 'double' }
  | { kind: 'decimal'; precision: number; scale: number }
  | { kind: 'varchar'; length?: number }
  | { kind: 'varbinary' }
  | { kind: 'uuid' }
  | { kind: 'date' }
  | { kind: 'time'; precision: number }
  | { kind: 'timestamp'; precision: number }
  | { kind: 'timestamptz'; precision: number }
  | { kind: 'map'; key: SqlType; value: SqlType };

/** A value of SQL. */
export type SqlValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | ReadonlyMap<string, string>;

/** A row of SQL. */
export type SqlRow = readonly SqlValue[];

/** A column of a result. */
export interface SqlColumn {
  name: string;
  type: SqlType;
}

const simple = (kind: 'boolean' | 'integer' | 'bigint' | 'real' | 'double') =>
  Object.freeze({ kind });

/** The types that are asked for all the time. */
export const BOOLEAN: SqlType = simple('boolean');
export const INTEGER: SqlType = simple('integer');
export const BIGINT: SqlType = simple('bigint');
export const DOUBLE: SqlType = simple('double');
export const VARCHAR: SqlType = Object.freeze({ kind: 'varchar' });
export const UNKNOWN: SqlType = Object.freeze({ kind: 'unknown' });
export const DATE: SqlType = Object.freeze({ kind: 'date' });

/** A type as Trino writes it. */
export function showType(type: SqlType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`;
    case 'timestamptz':
      return `timestamp(${type.precision}) with time zone`;
    case 'map':
      return `map(${showType(type.key)}, ${showType(type.value)})`;
    default:
      return type.kind;
  }
}

const longArgument = (value: number) => ({ kind: 'LONG', value });

/** The signature that goes with a column of a result. */
export function typeSignature(type: SqlType): Record<string, unknown> {
  const rawType: Partial<Record<SqlType['kind'], string>> = {
    timestamptz: 'timestamp with time zone',
  };
  const signature = (args: unknown[]) => ({
    rawType: rawType[type.kind] ?? type.kind,
    arguments: args,
  });
  switch (type.kind) {
    case 'decimal':
      return signature([
        longArgument(type.precision),
        longArgument(type.scale),
      ]);
    case 'varchar':
      return signature([longArgument(type.length ?? 2147483647)]);
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return signature([longArgument(type.precision)]);
    case 'map':
      return signature(
        [type.key, type.value].map(one => ({
          kind: 'TYPE',
          value: typeSignature(one),
        })),
      );
    default:
      return signature([]);
  }
}

/** A type as a statement writes it. */
export interface TypeName {
  /** In small letters: `decimal`, `timestamp with time zone`. */
  name: string;
  arguments: readonly number[];
  at: SqlPlace;
}

const NAMED: Readonly<Record<string, SqlType>> = {
  boolean: BOOLEAN,
  int: INTEGER,
  integer: INTEGER,
  bigint: BIGINT,
  real: simple('real'),
  double: DOUBLE,
  varbinary: { kind: 'varbinary' },
  uuid: { kind: 'uuid' },
  date: DATE,
};

const CLOCKS: Readonly<Record<string, 'time' | 'timestamp' | 'timestamptz'>> = {
  time: 'time',
  timestamp: 'timestamp',
  'timestamp with time zone': 'timestamptz',
};

/** @throws SqlError for a type that is unknown, or known to Trino alone */
export function readType({ name, arguments: args, at }: TypeName): SqlType {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  if (name === 'decimal' || name === 'numeric') {
    const [precision = 38, scale = 0] = args;
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new SqlError(
        'TYPE_MISMATCH',
        `Invalid decimal: decimal(${precision},${scale})`,
        { at },
      );
    }
    return { kind: 'decimal', precision, scale };
  }
  if (name === 'varchar') {
    return args.length > 0 ? { kind: 'varchar', length: args[0] } : VARCHAR;
  }
  if (Object.hasOwn(CLOCKS, name)) {
    const [precision = 3] = args;
    if (precision > 6) throw notSupported(`${name}(${precision})`, at);
    return { kind: CLOCKS[name], precision };
  }
  throw new SqlError('TYPE_MISMATCH', `Unknown type: ${name}`, { at });
}

/** The type of a column of a table; undefined for one that is not read here. */
export function fromIceberg(type: IcebergType): SqlType | undefined {
  if (typeof type !== 'string') return undefined;
  const [, precision, scale] = /^decimal\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  if (precision) {
    return {
      kind: 'decimal',
      precision: Number(precision),
      scale: Number(scale),
    };
  }
  const types: Readonly<Record<string, SqlType>> = {
    boolean: BOOLEAN,
    int: INTEGER,
    long: BIGINT,
    float: simple('real'),
    double: DOUBLE,
    date: DATE,
    time: { kind: 'time', precision: 6 },
    timestamp: { kind: 'timestamp', precision: 6 },
    timestamptz: { kind: 'timestamptz', precision: 6 },
    string: VARCHAR,
    uuid: { kind: 'uuid' },
    binary: { kind: 'varbinary' },
  };
  return types[type];
}

/** The type of a column that a statement makes. */
export function toIceberg(type: SqlType, at?: SqlPlace): string {
  const types: Partial<Record<SqlType['kind'], string>> = {
    boolean: 'boolean',
    integer: 'int',
    bigint: 'long',
    real: 'float',
    double: 'double',
    varchar: 'string',
    varbinary: 'binary',
    uuid: 'uuid',
    date: 'date',
    time: 'time',
    timestamp: 'timestamp',
    timestamptz: 'timestamptz',
  };
  if (type.kind === 'decimal') {
    return `decimal(${type.precision}, ${type.scale})`;
  }
  const named = types[type.kind];
  if (!named) throw notSupported(`Type ${showType(type)} in a table`, at);
  return named;
}

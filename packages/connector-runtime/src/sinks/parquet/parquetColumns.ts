/*
 * Lake types in Parquet, as the Iceberg specification maps them: a decimal in the smallest integer or byte string that
 * holds its digits, a moment in microseconds adjusted to UTC, a field id on every column. Names of columns are made
 * plain as Iceberg's own writers do, since readers find columns by id.
 */
import type { SchemaElement } from 'hyparquet';
import { ConnectorError } from '../../errors';
import type { Value } from '../../schema';
import type { LakeColumn, LakeType } from '../columnTypes';
import {
  dayParts,
  momentOf,
  scaledText,
  timestampMicros,
  unscaledDecimal,
} from '../exactValues';

/** A column with the id that readers know it by. */
export interface FieldColumn extends LakeColumn {
  readonly id: number;
}

/** A value as Parquet holds it: days, microseconds and unscaled digits instead of text. */
export type StoredValue = string | number | bigint | boolean | null;

/** Bytes that hold a decimal of so many digits. */
export function decimalBytes(precision: number): number {
  let bytes = 1;
  while (2n ** BigInt(8 * bytes - 1) <= 10n ** BigInt(precision)) {
    bytes += 1;
  }
  return bytes;
}

/** A name that every Parquet and Avro reader takes: other characters become `_x` and their code. */
export function plainName(name: string): string {
  let plain = '';
  for (let index = 0; index < name.length; index += 1) {
    const char = name[index];
    if (/[A-Za-z_]/.test(char) || (index > 0 && /\d/.test(char))) {
      plain += char;
    } else if (/\d/.test(char)) {
      plain += `_${char}`;
    } else {
      plain += `_x${name.charCodeAt(index).toString(16).toUpperCase()}`;
    }
  }
  return plain;
}

function decimalElement(
  type: LakeType & { kind: 'decimal' },
): Omit<SchemaElement, 'name'> {
  const { precision, scale } = type;
  const common = {
    converted_type: 'DECIMAL',
    logical_type: { type: 'DECIMAL', precision, scale },
    precision,
    scale,
  } as const;
  if (precision <= 9) {
    return { type: 'INT32', ...common };
  }
  return precision <= 18
    ? { type: 'INT64', ...common }
    : {
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: decimalBytes(precision),
        ...common,
      };
}

function typeElement(type: LakeType): Omit<SchemaElement, 'name'> {
  switch (type.kind) {
    case 'boolean':
      return { type: 'BOOLEAN' };
    case 'long':
      return { type: 'INT64' };
    case 'double':
      return { type: 'DOUBLE' };
    case 'date':
      return {
        type: 'INT32',
        converted_type: 'DATE',
        logical_type: { type: 'DATE' },
      };
    case 'timestamptz':
      return {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: {
          type: 'TIMESTAMP',
          isAdjustedToUTC: true,
          unit: 'MICROS',
        },
      };
    case 'decimal':
      return decimalElement(type);
    default:
      return {
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        logical_type: { type: 'STRING' },
      };
  }
}

/** The Parquet schema of columns. */
export function parquetSchema(
  columns: readonly FieldColumn[],
): SchemaElement[] {
  return [
    { name: 'table', num_children: columns.length },
    ...columns.map(column => ({
      ...typeElement(column.type),
      name: plainName(column.name),
      repetition_type: column.nullable
        ? ('OPTIONAL' as const)
        : ('REQUIRED' as const),
      field_id: column.id,
    })),
  ];
}

function refuse(column: LakeColumn, value: Value): never {
  throw new ConnectorError(
    'contract',
    `Column '${column.name}' is ${column.type.kind} and cannot take ${
      typeof value === 'string' ? `'${value.slice(0, 40)}'` : String(value)
    }; correct the schema of the column.`,
  );
}

function storedNumber(column: LakeColumn, value: Value): StoredValue {
  if (typeof value !== 'number') {
    return refuse(column, value);
  }
  if (column.type.kind === 'double') {
    return value;
  }
  return Number.isSafeInteger(value) ? BigInt(value) : refuse(column, value);
}

/** A value of a row as Parquet holds it. @throws ConnectorError `contract` when the column cannot hold it. */
export function toStored(column: LakeColumn, value: Value): StoredValue {
  if (value === null) {
    return null;
  }
  const { type } = column;
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(column, value);
    case 'long':
    case 'double':
      return storedNumber(column, value);
    case 'date':
      return dayParts(column.name, String(value)).days;
    case 'timestamptz':
      return timestampMicros(column.name, String(value));
    case 'decimal':
      return unscaledDecimal(column.name, type, String(value));
    default:
      return String(value);
  }
}

/** The moment that was written last: many rows of one follow each other. */
let lastWritten = { micros: 0n, text: '1970-01-01T00:00:00Z' };

/** Microseconds as the shortest RFC 3339 text in UTC. */
export function momentText(micros: bigint): string {
  if (micros !== lastWritten.micros) {
    const { date, time } = momentOf(micros);
    const shortest = time.replace(/\.?0{1,6}$/, '');
    const text = shortest.length >= 8 ? shortest : time.slice(0, 8);
    lastWritten = { micros, text: `${date}T${text}Z` };
  }
  return lastWritten.text;
}

/** A stored value as a row has it; dates, moments and decimals in their one canonical text. */
export function toValue(column: LakeColumn, stored: StoredValue): Value {
  if (stored === null || stored === undefined) {
    return null;
  }
  switch (column.type.kind) {
    case 'long':
      return Number(stored);
    case 'date':
      return momentOf(BigInt(stored) * 86_400_000_000n).date;
    case 'timestamptz':
      return momentText(BigInt(stored));
    case 'decimal':
      return scaledText(BigInt(stored), column.type.scale);
    default:
      return typeof stored === 'bigint' ? Number(stored) : stored;
  }
}

/** A value in the form that every sink gives it back in. @throws ConnectorError `contract` as `toStored`. */
export function canonicalValue(column: LakeColumn, value: Value): Value {
  return toValue(column, toStored(column, value));
}

/*
 * From the words of the contract (a small JSON Schema) to the types of a lake. A value is carried as the contract
 * has it: dates, times and decimals are text in a row, exact, and become binary only inside a sink.
 */
import { ConnectorError } from '../errors';
import type { ColumnSchema } from '../schema';
import { plainName } from './parquet/parquetColumns';
import type { TableSpec } from './types';

/** The type of a column in the lake. */
export type LakeType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'long' }
  | { readonly kind: 'double' }
  | { readonly kind: 'string' }
  | { readonly kind: 'date' }
  /** Microseconds, UTC. */
  | { readonly kind: 'timestamptz' }
  | {
      readonly kind: 'decimal';
      readonly precision: number;
      readonly scale: number;
    };

/** A column of the lake. */
export interface LakeColumn {
  readonly name: string;
  readonly type: LakeType;
  /** False: null is refused, because the column is part of the primary key or can never be null. */
  readonly nullable: boolean;
}

/** Digits of a decimal that does not say its own. */
export const DEFAULT_DECIMAL = { precision: 38, scale: 9 } as const;

const FORMATS: Readonly<Record<string, LakeType['kind']>> = {
  date: 'date',
  'date-time': 'timestamptz',
  decimal: 'decimal',
};

function decimalOf(column: ColumnSchema): LakeType {
  const precision = column['x-precision'] ?? DEFAULT_DECIMAL.precision;
  const scale = column['x-scale'] ?? DEFAULT_DECIMAL.scale;
  if (
    !Number.isInteger(precision) ||
    !Number.isInteger(scale) ||
    precision < 1 ||
    precision > 38 ||
    scale < 0 ||
    scale > precision
  ) {
    throw new ConnectorError(
      'configuration',
      `A decimal of ${precision} digits with ${scale} after the point cannot be kept; let x-precision be 1 to 38 and x-scale at most that.`,
    );
  }
  return { kind: 'decimal', precision, scale };
}

/**
 * The lake type of a column. Text with `format` `date`, `date-time` or `decimal` gets that type; any other text stays
 * text. A union of several types is text too, since no lake can hold it otherwise.
 */
export function lakeTypeOf(column: ColumnSchema): LakeType {
  const types = (
    typeof column.type === 'string' ? [column.type] : column.type
  ).filter(type => type !== 'null');
  if (
    types.length === 2 &&
    types.every(t => t === 'number' || t === 'integer')
  ) {
    return { kind: 'double' };
  }
  if (types.length !== 1) {
    return { kind: 'string' };
  }
  if (types[0] === 'boolean') {
    return { kind: 'boolean' };
  }
  if (types[0] === 'integer') {
    return { kind: 'long' };
  }
  if (types[0] === 'number') {
    return { kind: 'double' };
  }
  const kind = column.format === undefined ? 'string' : FORMATS[column.format];
  if (kind === 'decimal') {
    return decimalOf(column);
  }
  return kind === 'date' || kind === 'timestamptz'
    ? { kind }
    : { kind: 'string' };
}

/** The columns of a table in the order of its schema. Key columns first would break readers by position. */
export function lakeColumnsOf(table: TableSpec): readonly LakeColumn[] {
  return Object.entries(table.schema.properties).map(([name, column]) => ({
    name,
    type: lakeTypeOf(column),
    nullable: !table.primaryKey.includes(name),
  }));
}

/** A type as people and Iceberg write it: `decimal(38, 9)`. */
export function typeText(type: LakeType): string {
  return type.kind === 'decimal'
    ? `decimal(${type.precision}, ${type.scale})`
    : type.kind;
}

/**
 * What holds for every sink, so that a table can move from one to another: names that differ by more than case, a key,
 * a partition that is a date.
 *
 * @throws ConnectorError `configuration` that names what to change.
 */
export function assertTable(table: TableSpec): void {
  const at = `Table ${table.namespace}.${table.name}`;
  const refuse = (message: string): never => {
    throw new ConnectorError('configuration', `${at}: ${message}`);
  };
  for (const name of [table.namespace, table.name]) {
    if (name === '' || name.length > 120 || /\p{Cc}/u.test(name)) {
      refuse(
        'a namespace or table needs 1 to 120 characters, none a control character; rename it.',
      );
    }
  }
  const names = Object.keys(table.schema.properties);
  const seen = new Set<string>(['_carbon_run', '_carbon_page']);
  const files = new Map<string, string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (name === '' || name.length > 120 || /\p{Cc}/u.test(name)) {
      refuse(
        'a column needs a name of 1 to 120 characters, none a control character; rename it.',
      );
    }
    if (seen.has(folded)) {
      refuse(
        `the column '${name}' is there twice when case is ignored, as Trino does, or is kept for this package; rename it.`,
      );
    }
    seen.add(folded);
    const plain = plainName(name);
    if (files.has(plain)) {
      refuse(
        `the columns '${name}' and '${files.get(
          plain,
        )}' would be one column of a file, '${plain}'; rename one.`,
      );
    }
    files.set(plain, name);
  }
  for (const column of table.primaryKey) {
    if (!names.includes(column)) {
      refuse(`the key column '${column}' is not in the schema; add it there.`);
    }
  }
  if (table.primaryKey.length === 0) {
    refuse('name the columns of the primary key.');
  }
  const by = table.partitionBy;
  if (by) {
    const column = table.schema.properties[by.column];
    const kind = column && lakeTypeOf(column).kind;
    if (kind !== 'date' && kind !== 'timestamptz') {
      refuse(
        `partitionBy names '${by.column}', which is no date or date-time; choose one, or leave it out.`,
      );
    }
  }
}

import type { JsonObject } from '../kubernetes';
import type { ColumnSpec } from './columnFields';
import type { ColumnType, PlannedColumn } from './plan';

const SCHEMA_TYPES: Readonly<
  Record<ColumnType, { type: string; format?: string; as: string }>
> = {
  string: { type: 'string', as: 'text' },
  number: { type: 'number', as: 'number' },
  integer: { type: 'integer', as: 'integer' },
  decimal: { type: 'string', format: 'decimal', as: 'decimal' },
  boolean: { type: 'boolean', as: 'boolean' },
  date: { type: 'string', format: 'date', as: 'date' },
  timestamp: { type: 'string', format: 'date-time', as: 'timestamp' },
};

function columnSchema(column: PlannedColumn, isKey: boolean): JsonObject {
  const { type, format } = SCHEMA_TYPES[column.type];
  return {
    type: isKey ? type : [type, 'null'],
    ...(format && { format }),
    ...(column.description && { description: column.description }),
    ...(column.pattern && { pattern: column.pattern }),
    ...(column.json && { 'x-json': true }),
  };
}

/** The contract of a row: a JSON Schema that people, editors and the runtime read. Key columns are never null. */
export function schemaOf(options: {
  title: string;
  columns: readonly PlannedColumn[];
  primaryKey: readonly string[];
}): JsonObject {
  const { title, columns, primaryKey } = options;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    type: 'object',
    additionalProperties: false,
    required: [...primaryKey],
    properties: Object.fromEntries(
      columns.map(column => [
        column.name,
        columnSchema(column, primaryKey.includes(column.name)),
      ]),
    ),
  };
}

/** How the source writes each column, for the declaration. */
export function declaredColumns(columns: readonly PlannedColumn[]): JsonObject {
  return Object.fromEntries(
    columns.map(({ name, type, from, missing, epoch, zone, json, ...rest }) => [
      name,
      {
        ...(from !== undefined && from !== name && { from }),
        ...(rest.in && { in: rest.in }),
        ...(!json && { as: SCHEMA_TYPES[type].as }),
        ...(missing && { missing: [...missing] }),
        ...(epoch && { epoch }),
        ...(zone && { zone }),
      },
    ]),
  );
}

/** Columns that a form declared. */
export function plannedColumns(
  columns: readonly ColumnSpec[],
  missing?: readonly string[],
): PlannedColumn[] {
  return columns.map(({ name, type, from, description }) => ({
    name,
    type,
    ...(from && { from }),
    ...(description && { description }),
    ...(missing && { missing }),
  }));
}

/** `WITH (...)` of CREATE TABLE, as the Iceberg connector reads it. */
import type { IcebergField, PartitionField } from '../../iceberg/types';
import { SqlError, notSupported, type SqlPlace } from '../SqlError';
import type { Property } from '../sql/ast';

/** What the properties of a table say. */
export interface TableProperties {
  location?: string;
  partition: PartitionField[];
  properties: Record<string, string>;
}

const PARTITION =
  /^\s*(?:(year|month|day|hour|bucket|truncate)\(\s*)?("(?:[^"]|"")+"|[A-Za-z_][\w]*)\s*(?:,\s*(\d+)\s*)?\)?\s*$/;

function invalid(message: string, at: SqlPlace): SqlError {
  return new SqlError('INVALID_TABLE_PROPERTY', message, { at });
}

/** `day(ts)`, `bucket(id, 16)`, `region`. */
function readPartition(
  text: string,
  fields: readonly IcebergField[],
  at: SqlPlace,
): PartitionField {
  const [, transform, told, width] = PARTITION.exec(text) ?? [];
  const isWide = transform === 'bucket' || transform === 'truncate';
  if (!told || isWide !== (width !== undefined)) {
    throw invalid(`Unable to parse partitioning value: ${text}`, at);
  }
  const column = told.replace(/^"|"$/g, '').replaceAll('""', '"').toLowerCase();
  const source = fields.find(field => field.name.toLowerCase() === column);
  if (!source) {
    throw invalid(
      `Unable to parse partitioning value: Cannot find source column: ${column}`,
      at,
    );
  }
  const names: Readonly<Record<string, string>> = {
    bucket: `${column}_bucket`,
    truncate: `${column}_trunc`,
  };
  return {
    'source-id': source.id,
    name: transform ? names[transform] ?? `${column}_${transform}` : column,
    transform: transform ? transform + (width ? `[${width}]` : '') : 'identity',
  };
}

type Read = (
  property: Property,
  into: TableProperties,
  fields: readonly IcebergField[],
) => void;

const READERS: Readonly<Record<string, Read>> = {
  format: ({ value, at }, into) => {
    if (String(value).toUpperCase() !== 'PARQUET') {
      throw notSupported(`Format ${String(value)}`, at);
    }
    into.properties['write.format.default'] = 'PARQUET';
  },
  format_version: ({ value, at }, into) => {
    if (value !== 1 && value !== 2) {
      throw invalid(`format_version must be between 1 and 2`, at);
    }
    into.properties['format-version'] = String(value);
  },
  location: ({ value }, into) => {
    into.location = String(value);
  },
  partitioning: ({ value, at }, into, fields) => {
    if (!Array.isArray(value)) throw invalid('partitioning is an array', at);
    into.partition = value.map(text => readPartition(text, fields, at));
  },
  sorted_by: ({ at }) => {
    throw notSupported('Table property sorted_by', at);
  },
};

/** @throws SqlError `INVALID_TABLE_PROPERTY`, `NOT_SUPPORTED` */
export function readProperties(
  told: readonly Property[],
  fields: readonly IcebergField[],
): TableProperties {
  const properties: TableProperties = { partition: [], properties: {} };
  for (const property of told) {
    if (!Object.hasOwn(READERS, property.name)) {
      throw invalid(
        `Catalog 'iceberg' table property '${property.name}' does not exist`,
        property.at,
      );
    }
    READERS[property.name](property, properties, fields);
  }
  return properties;
}

/** The properties as SHOW CREATE TABLE writes a partition. */
export function showPartition(
  { transform, name }: PartitionField,
  source: string,
): string {
  if (transform === 'identity') return name;
  const [, word, width] = /^(\w+)(?:\[(\d+)\])?$/.exec(transform) ?? [];
  return width ? `${word}(${source}, ${width})` : `${word}(${source})`;
}

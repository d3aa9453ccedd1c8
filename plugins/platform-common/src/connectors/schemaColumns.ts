import type { JsonObject, JsonValue } from '../kubernetes';
import {
  columnNameOf,
  listOf,
  mappingOf,
  resolveReference,
  textOf,
} from './documents';
import { sourceNameField } from './fields';
import type { ColumnType, PlannedColumn } from './plan';
import { ConnectorRefused } from './refuse';

const MOST_COLUMNS = 200;

function typeOf(schema: JsonObject): string {
  const types = [schema.type, ...listOf(schema.type)].map(one => textOf(one));
  return types.find(one => one !== undefined && one !== 'null') ?? '';
}

function columnType(schema: JsonObject): { type: ColumnType; json?: true } {
  const format = textOf(schema.format);
  switch (typeOf(schema)) {
    case 'integer':
      return { type: 'integer' };
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
      if (format === 'date') return { type: 'date' };
      return { type: format === 'date-time' ? 'timestamp' : 'string' };
    case '':
      return { type: 'string' };
    default:
      return { type: 'string', json: true };
  }
}

/**
 * The columns of a JSON Schema of a row; what is a structure is kept as text.
 *
 * @throws ConnectorRefused for the field `document`.
 */
export function columnsOfSchema(
  document: JsonObject,
  schema: JsonValue | undefined,
): PlannedColumn[] {
  const { properties } = resolveReference(document, schema);
  const entries = Object.entries(mappingOf(properties));
  if (entries.length === 0 || entries.length > MOST_COLUMNS) {
    throw new ConnectorRefused(
      'document',
      `describes rows of ${entries.length} columns; they need 1 to ${MOST_COLUMNS} properties`,
    );
  }
  const taken = new Set<string>();
  return entries.map(([from, value]) => {
    const name = columnNameOf(from);
    if (!sourceNameField().safeParse(from).success || taken.has(name)) {
      throw new ConnectorRefused(
        'document',
        'has a property whose name cannot be a column, or two that become the same column; rename it',
      );
    }
    taken.add(name);
    return {
      name,
      ...columnType(resolveReference(document, value)),
      ...(from !== name && { from }),
    };
  });
}

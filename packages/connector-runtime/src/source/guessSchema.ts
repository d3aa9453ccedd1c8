/*
 * A first schema from rows that were seen. It is a guess and says so: types are the narrowest that all values have,
 * numbers written as text become exact decimals, and a column is required only when every row had it. A person reads it
 * before it becomes a contract.
 */
import type { ColumnSchema, RowSchema } from '../schema';
import { canonicalDecimal } from './canonicalDecimal';
import { MISSING } from './coerceColumns';

type Kind =
  | 'null'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'date'
  | 'timestamp'
  | 'text'
  | 'nested';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const PERIOD = /^\d{4}(-\d{2}){0,2}(T\d{2})?$/;

function kindOfText(text: string): Kind {
  if (MISSING.includes(text)) {
    return 'null';
  }
  if (DATE.test(text)) {
    return 'date';
  }
  if (TIME.test(text)) {
    return 'timestamp';
  }
  // A code with leading zeros is no number.
  return canonicalDecimal(text) !== undefined && !/^[+-]?0\d/.test(text)
    ? 'decimal'
    : 'text';
}

function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) {
    return 'null';
  }
  switch (typeof value) {
    case 'string':
      return kindOfText(value.trim());
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'nested';
  }
}

function unite(kinds: ReadonlySet<Kind>): Kind {
  const known = new Set([...kinds].filter(kind => kind !== 'null'));
  if (known.size === 0) {
    return 'text';
  }
  const [first] = known;
  if (known.size === 1) {
    return first;
  }
  const numeric = [...known].every(kind =>
    ['integer', 'number', 'decimal'].includes(kind),
  );
  if (numeric) {
    return known.has('decimal') ? 'decimal' : 'number';
  }
  const dated = [...known].every(kind => ['date', 'timestamp'].includes(kind));
  return dated ? 'timestamp' : 'text';
}

function schemaOf(kind: Kind, nullable: boolean): ColumnSchema {
  const typed = (type: string) => (nullable ? [type, 'null'] : type);
  switch (kind) {
    case 'boolean':
    case 'integer':
    case 'number':
      return { type: typed(kind) };
    case 'decimal':
      return { type: typed('string'), format: 'decimal' };
    case 'date':
      return { type: typed('string'), format: 'date' };
    case 'timestamp':
      return { type: typed('string'), format: 'date-time' };
    default:
      return { type: typed('string') };
  }
}

/** A schema that every given record would keep, once its columns are coerced. */
export function guessSchema(records: readonly unknown[]): RowSchema {
  const seen = new Map<string, { kinds: Set<Kind>; rows: number }>();
  let rows = 0;
  for (const record of records) {
    if (typeof record !== 'object' || record === null) {
      continue;
    }
    rows += 1;
    for (const [name, value] of Object.entries(record)) {
      const column = seen.get(name) ?? { kinds: new Set<Kind>(), rows: 0 };
      column.kinds.add(kindOf(value));
      column.rows += 1;
      seen.set(name, column);
    }
  }
  const columns = [...seen].filter(([, { kinds }]) => !kinds.has('nested'));
  return {
    type: 'object',
    required: columns
      .filter(([, column]) => column.rows === rows)
      .map(([name]) => name),
    additionalProperties: true,
    properties: Object.fromEntries(
      columns.map(([name, { kinds }]) => [
        name,
        schemaOf(unite(kinds), kinds.has('null')),
      ]),
    ),
  };
}

/** Columns whose values look like periods or times in every row, or are integers that never repeat. */
export function cursorCandidatesOf(
  records: readonly unknown[],
  schema: RowSchema,
): readonly string[] {
  return Object.entries(schema.properties)
    .filter(([name, column]) => {
      if (!schema.required.includes(name)) {
        return false;
      }
      const values = records.map(record =>
        new Map<string, unknown>(Object.entries(Object(record))).get(name),
      );
      if (column.type === 'integer') {
        return values.length > 1 && new Set(values).size === values.length;
      }
      return values.every(
        value =>
          typeof value === 'string' && (PERIOD.test(value) || TIME.test(value)),
      );
    })
    .map(([name]) => name);
}

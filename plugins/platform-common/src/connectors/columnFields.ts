import { z } from 'zod';
import { identifierField, sourceNameField, wordsField } from './fields';

/** Types of a column. A decimal keeps every digit; a date is `2024-01-31`, a timestamp an instant in UTC. */
export const COLUMN_TYPES = [
  'string',
  'number',
  'integer',
  'decimal',
  'boolean',
  'date',
  'timestamp',
] as const;

/** A column that the form declares: its name in the table, and where the source has it when that differs. */
export const ColumnSpecSchema = z.strictObject({
  name: identifierField(),
  type: z.enum(COLUMN_TYPES, {
    error: `choose one of ${COLUMN_TYPES.join(', ')}`,
  }),
  from: sourceNameField().optional(),
  description: wordsField(200).optional(),
});

/** A column that the form declares. */
export type ColumnSpec = z.infer<typeof ColumnSpecSchema>;

/** The columns of a table, each name once. */
export function columnsField() {
  return z
    .array(ColumnSpecSchema)
    .min(1, 'declare at least one column')
    .max(200, 'declare at most 200 columns')
    .refine(
      columns => new Set(columns.map(one => one.name)).size === columns.length,
      'declares one name twice; give each column its own',
    );
}

/** The same where it may be left out; a form gives an empty list for that. */
export function optionalColumnsField() {
  return z.preprocess(
    given => (Array.isArray(given) && given.length === 0 ? undefined : given),
    columnsField().optional(),
  );
}

/** Names of columns, each once; a text with commas is taken apart. */
export function columnNamesField() {
  return z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(identifierField())
      .min(1, 'name at least one column')
      .max(20, 'name at most 20 columns')
      .refine(
        names => new Set(names).size === names.length,
        'names one twice; name each once',
      ),
  );
}

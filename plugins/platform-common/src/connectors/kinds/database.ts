import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import {
  columnNamesField,
  columnsField,
  identifierField,
  nameField,
  variableField,
} from '../fields';

/** Rows of a PostgreSQL table that are new since the last run. */
export const DatabaseSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('database'),
    source: nameField(),
    /** Variable that holds the connection string: it contains a password, so it is a secret. */
    variable: variableField().default('DATABASE_URL'),
    sourceSchema: identifierField().default('public'),
    sourceTable: identifierField(),
    /** Column that only grows: a number or an instant. */
    cursorColumn: identifierField(),
    pageSize: z.number().int().min(1).max(100_000).default(5000),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** Rows of a table in a database. */
export type DatabaseSpec = z.infer<typeof DatabaseSpecSchema>;

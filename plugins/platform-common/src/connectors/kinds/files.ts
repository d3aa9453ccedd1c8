import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import { columnNamesField, columnsField, nameField } from '../fields';

/** Files that somebody drops into a bucket. */
export const FilesSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('files'),
    /** Catalog name of the source: who delivers. */
    source: nameField(),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket')
      .refine(value => !value.includes('..'), 'leave out ..'),
    /** Keys below this are read, `inbox/prices/`. */
    prefix: z
      .string()
      .max(200, 'use at most 200 characters')
      .regex(
        /^([A-Za-z0-9_.=-]+\/)*$/,
        'write a folder that ends with /, such as inbox/prices/',
      )
      .refine(value => !/(^|\/)\.\.?(\/|$)/.test(value), 'leave out . and ..'),
    format: z.enum(['csv', 'json', 'jsonl', 'parquet']).default('csv'),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** Files in a bucket. */
export type FilesSpec = z.infer<typeof FilesSpecSchema>;

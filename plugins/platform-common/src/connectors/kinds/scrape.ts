import { z } from 'zod';
import { checkColumnsUsed } from '../columns';
import { COMMON_FIELDS } from '../commonFields';
import {
  addressField,
  columnNamesField,
  columnsField,
  nameField,
  pathField,
} from '../fields';

/** A table of a web page, read politely. */
export const ScrapeSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('scrape'),
    source: nameField(),
    baseUrl: addressField(['https', 'http']),
    path: pathField(),
    /** CSS selector of the table: an element, an id, a class. */
    selector: z
      .string()
      .max(120, 'use at most 120 characters')
      .regex(
        /^[a-z][a-z0-9]*([#.][A-Za-z][A-Za-z0-9_-]*)*( [a-z][a-z0-9]*([#.][A-Za-z][A-Za-z0-9_-]*)*)*$/,
        'write a selector such as table.prices',
      )
      .default('table'),
    /** Who the site can write to. */
    contact: z
      .string()
      .regex(
        /^[A-Za-z0-9._+-]{1,60}@[A-Za-z0-9-]{1,60}(\.[A-Za-z0-9-]{1,60}){1,4}$/,
        'write an e-mail address that somebody reads',
      ),
    secondsBetweenRequests: z.number().min(1).max(3600).default(10),
    columns: columnsField(),
    primaryKey: columnNamesField(),
  })
  .superRefine(checkColumnsUsed);

/** A table of a web page. */
export type ScrapeSpec = z.infer<typeof ScrapeSpecSchema>;

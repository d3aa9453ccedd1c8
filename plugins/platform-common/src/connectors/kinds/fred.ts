import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Series of FRED. */
export const FredSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('fred'),
  series: idsField('DCOILWTICO', 20),
  /** Keep every vintage of a value, not only the newest. */
  vintages: z.boolean().default(false),
  start: dayField(),
});

/** What is read from FRED. */
export type FredSpec = z.infer<typeof FredSpecSchema>;

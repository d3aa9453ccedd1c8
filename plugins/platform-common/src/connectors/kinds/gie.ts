import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField } from '../fields';

/** Gas in storage (AGSI) or LNG (ALSI) from GIE. */
export const GieSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('gie'),
  product: z.enum(['agsi', 'alsi']).default('agsi'),
  /** `eu` for the whole Union, otherwise the two letters of a country. */
  area: z.string().regex(/^(eu|[A-Z]{2})$/, 'write eu, or a country as DE'),
  start: dayField(),
});

/** What is read from GIE. */
export type GieSpec = z.infer<typeof GieSpecSchema>;

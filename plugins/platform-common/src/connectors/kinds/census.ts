import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A time series of the Census Bureau's economic indicators. */
export const CensusSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('census'),
  /** Path below `/data`, such as `timeseries/eits/resconst`. */
  dataset: z
    .string()
    .max(120, 'use at most 120 characters')
    .regex(
      /^timeseries\/[a-z0-9]+(\/[a-z0-9_-]+)*$/,
      'write it like timeseries/eits/resconst',
    ),
  variables: z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(
        z
          .string()
          .max(60, 'use at most 60 characters')
          .regex(VARIABLE, 'name a variable such as cell_value'),
      )
      .min(1, 'name at least one, such as cell_value')
      .max(50, 'name at most 50: the source takes no more')
      .refine(
        names => new Set(names).size === names.length,
        'names one twice; name each once',
      ),
  ),
  /** Value of `for=`. */
  geography: z
    .string()
    .max(60, 'use at most 60 characters')
    .regex(/^[a-z ]+:(\*|[0-9,]+)$/, 'write it like us:*')
    .default('us:*'),
  start: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month like 2024-01'),
});

/** What is read from the Census Bureau. */
export type CensusSpec = z.infer<typeof CensusSpecSchema>;

import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { idField } from '../fields';

/** First period of a series, in the form of its frequency. */
const FIRST_PERIODS = {
  daily: { pattern: /^\d{4}-\d{2}-\d{2}$/, form: '2024-01-02' },
  weekly: { pattern: /^\d{4}-\d{2}-\d{2}$/, form: '2024-01-05' },
  monthly: { pattern: /^\d{4}-\d{2}$/, form: '2024-01' },
  annual: { pattern: /^\d{4}$/, form: '2024' },
} as const;

/** One series of EIA's open data, version 2. */
export const EiaSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('eia'),
    /** Path of the data set, such as `petroleum/pri/spt`. */
    route: z
      .string()
      .max(120, 'use at most 120 characters')
      .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'write it like petroleum/pri/spt'),
    series: idField('RWTC'),
    frequency: z.enum(['daily', 'weekly', 'monthly', 'annual']),
    start: z.string(),
  })
  .superRefine(({ start, frequency }, context) => {
    const { pattern, form } = FIRST_PERIODS[frequency];
    if (!pattern.test(start) || Number.isNaN(Date.parse(start))) {
      context.addIssue({
        code: 'custom',
        path: ['start'],
        message: `is no first period of a ${frequency} series; write it like ${form}`,
      });
    }
  });

/** One series of EIA's open data. */
export type EiaSpec = z.infer<typeof EiaSpecSchema>;

import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Commodities that come by the day. */
const DAILY = ['WTI', 'BRENT', 'NATURAL_GAS'] as const;
const MONTHLY = [
  'COPPER',
  'ALUMINUM',
  'WHEAT',
  'CORN',
  'COTTON',
  'SUGAR',
  'COFFEE',
  'ALL_COMMODITIES',
] as const;

/** A commodity of Alpha Vantage, or daily prices of symbols. */
export const AlphavantageSpecSchema = z
  .strictObject({
    ...COMMON_FIELDS,
    kind: z.literal('alphavantage'),
    /** What `function=` asks for. */
    function: z.enum([...DAILY, ...MONTHLY, 'TIME_SERIES_DAILY']),
    interval: z
      .enum(['daily', 'weekly', 'monthly', 'quarterly', 'annual'])
      .default('daily'),
    /** For TIME_SERIES_DAILY only. */
    symbols: idsField('IBM', 20).optional(),
    start: dayField(),
  })
  .superRefine((spec, context) => {
    const wanted = spec.function;
    const daily = DAILY.some(one => one === wanted);
    const allowed = daily
      ? ['daily', 'weekly', 'monthly']
      : ['monthly', 'quarterly', 'annual'];
    if (wanted === 'TIME_SERIES_DAILY') {
      if (!spec.symbols) {
        context.addIssue({
          code: 'custom',
          path: ['symbols'],
          message: 'is empty; TIME_SERIES_DAILY needs symbols such as IBM',
        });
      }
    } else if (!allowed.includes(spec.interval)) {
      context.addIssue({
        code: 'custom',
        path: ['interval'],
        message: `is not offered for ${wanted}; choose one of ${allowed.join(
          ', ',
        )}`,
      });
    }
  });

/** What is read from Alpha Vantage. */
export type AlphavantageSpec = z.infer<typeof AlphavantageSpecSchema>;

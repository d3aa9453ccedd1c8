import { z } from 'zod';
import { COMMON_FIELDS } from '../commonFields';
import { dayField, idsField } from '../fields';

/** Bars of tickers from Polygon. */
export const PolygonSpecSchema = z.strictObject({
  ...COMMON_FIELDS,
  kind: z.literal('polygon'),
  tickers: idsField('USO', 50),
  multiplier: z.number().int().min(1).max(60).default(1),
  timespan: z.enum(['minute', 'hour', 'day']).default('day'),
  /** Prices adjusted for splits. */
  adjusted: z.boolean().default(true),
  start: dayField(),
});

/** What is read from Polygon. */
export type PolygonSpec = z.infer<typeof PolygonSpecSchema>;

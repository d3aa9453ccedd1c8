/**
 * KPIs: what the platform's documents promise in figures, and what is measured of it. A KPI has a target and a measurement, or it is
 * *unmeasured*, with the reason; unmeasured is never met, whatever a document says. Where documents name different targets
 * for the same figure, each is judged by itself and the disagreement is shown: the portal does not choose between them.
 */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from '../model';

/** How a value is held against a target. */
export const COMPARISONS = [
  'at-least',
  'at-most',
  'more-than',
  'less-than',
] as const;
export const ComparisonSchema = z.enum(COMPARISONS);
/** How a value is held against a target. */
export type Comparison = z.infer<typeof ComparisonSchema>;

/** What figures are counted in. `yes-no` is 1 or 0. */
export const KPI_UNITS = [
  'percent',
  'count',
  'milliseconds',
  'seconds',
  'minutes',
  'hours',
  'per-month',
  'per-second',
  'terabytes',
  'terabytes-per-day',
  'gigabytes',
  'times',
  'yes-no',
] as const;
export const KpiUnitSchema = z.enum(KPI_UNITS);
/** What figures are counted in. */
export type KpiUnit = z.infer<typeof KpiUnitSchema>;

/** Where a target is written. */
export const KpiSourceSchema = z.object({
  /** Name of the document's entity. */
  document: z.string(),
  /** Counted from 1. */
  line: z.number().int().positive().optional(),
  /** In the unit of the KPI. */
  target: z.number(),
  /** The KPI's own when absent. */
  comparison: ComparisonSchema.optional(),
  /** What the document says of the present, in its words: `N/A`, `achieved`. */
  said: z.string().optional(),
});
/** Where a target is written. */
export type KpiSource = z.infer<typeof KpiSourceSchema>;

/** A KPI as the catalog writes it: `spec.kpi` of a Resource of type `kpi`. */
export const KpiSpecSchema = z.object({
  target: z.number(),
  comparison: ComparisonSchema,
  unit: KpiUnitSchema,
  /** Id of a measurement that the portal makes; absent when it makes none. */
  measurement: z.string().optional(),
  /** What would have to be there to measure it; for those without a measurement. */
  wouldNeed: z.string().optional(),
  sources: z.array(KpiSourceSchema).min(1),
});
/** A KPI as the catalog writes it. */
export type KpiSpec = z.infer<typeof KpiSpecSchema>;

/** A KPI with its name. */
export const KpiSchema = KpiSpecSchema.extend({
  /** Name of its entity. */
  id: z.string(),
  entityRef: z.string(),
  title: z.string(),
  description: z.string(),
});
/** A KPI with its name. */
export type Kpi = z.infer<typeof KpiSchema>;

/** How a target stands. */
export const KpiStateSchema = z.enum(['met', 'missed', 'unmeasured']);
/** How a target stands. */
export type KpiState = z.infer<typeof KpiStateSchema>;

/** A value of a KPI at one moment. */
export const KpiPointSchema = z.object({
  at: InstantSchema,
  value: z.number(),
});
/** A value of a KPI at one moment. */
export type KpiPoint = z.infer<typeof KpiPointSchema>;

/** A KPI and how it stands. */
export const KpiReadingSchema = KpiSchema.omit({ sources: true }).extend({
  state: KpiStateSchema,
  /** In the KPI's unit; absent when it was never measured, or is known only as a range. */
  value: z.number().optional(),
  /** Both ends, where it is not known exactly. */
  range: z.object({ low: z.number(), high: z.number() }).optional(),
  /** What the value is made of: `96 of 104 pods`. */
  detail: z.string().optional(),
  /** Where the value was measured; where it was tried, when it is unmeasured. */
  source: SourceSchema.optional(),
  measuredAt: InstantSchema.optional(),
  /** The value is the last that could be read, and cannot be read at present; the KPI then counts as unmeasured. */
  stale: z.boolean(),
  /** Why it is unmeasured: one sentence. */
  reason: z.string().optional(),
  /** Every document that names a target, with how that target stands. */
  sources: z.array(KpiSourceSchema.extend({ state: KpiStateSchema })),
  /** Documents name different targets for it. */
  conflict: z.boolean(),
  /** Oldest first. */
  trend: z.array(KpiPointSchema),
});
/** A KPI and how it stands. */
export type KpiReading = z.infer<typeof KpiReadingSchema>;

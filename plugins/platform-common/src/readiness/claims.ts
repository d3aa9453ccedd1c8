/**
 * Claims: what documents said of the platform, and when. A claim is shown as it was made, beside the value that is computed now and corresponds to
 * it, with the gap; where nothing that is computed corresponds, that is said. No claim ever enters a score.
 */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from '../model';
import { KpiUnitSchema } from './kpis';

/** One thing that a document claims. */
export const ClaimSchema = z.object({
  /** What it is about: `Overall readiness`, `Backup and recovery`. */
  subject: z.string().min(1),
  value: z.number(),
  unit: KpiUnitSchema,
  /** As the document words it, where a figure does not say all: `99 %+`. */
  words: z.string().optional(),
  /** Line of the document, counted from 1. */
  line: z.number().int().positive().optional(),
  /**
   * The computed value that it corresponds to: `score`, `category:<id>`, `system:<id>`, `measurement:<id>`; absent when nothing computed does.
   */
  corresponds: z
    .string()
    .regex(/^(score|(category|system|measurement):[a-z0-9-]+)$/)
    .optional(),
  /** What to know when reading it: `the mean of its own parts is 53`. */
  note: z.string().optional(),
});
/** One thing that a document claims. */
export type Claim = z.infer<typeof ClaimSchema>;

/** A document as the catalog writes it: `spec.document` of a Resource of type `status-document`. */
export const StatusDocumentSpecSchema = z.object({
  /** When it was stated; a day, or an instant. */
  statedOn: z.union([z.iso.date(), InstantSchema]),
  claims: z.array(ClaimSchema).min(1),
});
/** A document as the catalog writes it. */
export type StatusDocumentSpec = z.infer<typeof StatusDocumentSpecSchema>;

/** A document with its name. */
export const StatusDocumentSchema = StatusDocumentSpecSchema.extend({
  /** Name of its entity. */
  id: z.string(),
  entityRef: z.string(),
  title: z.string(),
  description: z.string(),
});
/** A document with its name. */
export type StatusDocument = z.infer<typeof StatusDocumentSchema>;

/** The value that is computed now. */
export const ComputedValueSchema = z.object({
  /** What was computed: `Backup and recovery, computed from 7 rules`. */
  title: z.string(),
  /** Both ends; the same when it is known exactly. */
  low: z.number(),
  high: z.number(),
  unit: KpiUnitSchema,
  at: InstantSchema,
  source: SourceSchema,
  /** It cannot be read at present. */
  stale: z.boolean(),
});
/** The value that is computed now. */
export type ComputedValue = z.infer<typeof ComputedValueSchema>;

/** How a claim stands to what is computed. */
export const ClaimStateSchema = z.enum([
  /** The computed value is the claimed one. */
  'agrees',
  /** The claimed value lies within the computed range. */
  'possible',
  /** It lies outside. */
  'differs',
  /** A computed value corresponds, and it is not known at present. */
  'not-known',
  /** Nothing computed corresponds. */
  'nothing-corresponds',
]);
/** How a claim stands to what is computed. */
export type ClaimState = z.infer<typeof ClaimStateSchema>;

/** A claim beside what is computed. */
export const ComparedClaimSchema = ClaimSchema.extend({
  state: ClaimStateSchema,
  computed: ComputedValueSchema.optional(),
  /** Computed minus claimed, at both ends, in the claim's unit. */
  gap: z.object({ low: z.number(), high: z.number() }).optional(),
  /** One sentence: why there is nothing beside it. */
  reason: z.string().optional(),
});
/** A claim beside what is computed. */
export type ComparedClaim = z.infer<typeof ComparedClaimSchema>;

/** A document whose claims stand beside what is computed. */
export const ComparedDocumentSchema = StatusDocumentSchema.omit({
  claims: true,
}).extend({
  claims: z.array(ComparedClaimSchema),
});
/** A document whose claims stand beside what is computed. */
export type ComparedDocument = z.infer<typeof ComparedDocumentSchema>;

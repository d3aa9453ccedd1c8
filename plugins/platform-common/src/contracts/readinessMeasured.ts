/** What documents promise and claim, beside what is measured and computed, over HTTP. */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { readinessReadPermission } from '../permissions';
import { ComparedDocumentSchema } from '../readiness/claims';
import { KpiReadingSchema } from '../readiness/kpis';
import { RouteDeclaration } from './contract';

/** Every KPI with how it stands. */
export const KpiListSchema = z.object({
  /** Missed first, then unmeasured, then met; by title. */
  kpis: z.array(KpiReadingSchema),
  /** When it was measured last; absent before the first time. */
  measuredAt: InstantSchema.optional(),
  /** What makes the list possibly incomplete, each as a sentence. */
  caveats: z.array(z.string()),
});
/** Every KPI with how it stands. */
export type KpiList = z.infer<typeof KpiListSchema>;

/** Every document that claims something, newest first. */
export const ClaimListSchema = z.object({
  documents: z.array(ComparedDocumentSchema),
  /** When the computed values were judged; absent before the first time. */
  judgedAt: InstantSchema.optional(),
  /** What makes the list possibly incomplete, each as a sentence. */
  caveats: z.array(z.string()),
});
/** Every document that claims something. */
export type ClaimList = z.infer<typeof ClaimListSchema>;

/** Routes about KPIs and claims. */
export const measuredRoutes = {
  listKpis: {
    method: 'GET',
    path: '/kpis',
    summary:
      'Every KPI of the catalog: met, missed or unmeasured, with source, age, trend and the documents that name its target.',
    query: z.object({
      /** Of the trend. */
      days: z.coerce.number().int().min(1).max(400).default(30),
    }),
    response: KpiListSchema,
    permission: readinessReadPermission,
  },
  listClaims: {
    method: 'GET',
    path: '/claims',
    summary:
      'What documents claimed and when, newest first, beside the values that are computed now, with the gap.',
    response: ClaimListSchema,
    permission: readinessReadPermission,
  },
} satisfies Record<string, RouteDeclaration>;

/**
 * The answer to "why is X (not) here?": the way of one object through the rules, step by step, each with
 * its outcome, its reason, its proof, and what to change to get another result.
 */
import { z } from 'zod';
import { InstantSchema } from './observation';

/** The stations of the way, in their order. */
export const EXPLAIN_STEPS = [
  'cluster',
  'kind',
  'object',
  'manifest',
  'owner',
  'rule',
  'service',
  'entity',
] as const;

/** One station of the way from an object to its entity. */
export const ExplainStepSchema = z.object({
  what: z.enum(EXPLAIN_STEPS),
  /** `yes`: it went on from here. `no`: it ended here. `unknown`: it cannot be told at present. */
  outcome: z.enum(['yes', 'no', 'unknown']),
  reason: z.string(),
  evidence: z.array(
    z.object({
      statement: z.string(),
      /** `Deployment data-platform/trino`, `trino.yaml:12`. */
      object: z.string().optional(),
      observedAt: InstantSchema.optional(),
    }),
  ),
  /** What to change to get another result. */
  cure: z.string().optional(),
});
/** One station of the way from an object to its entity. */
export type ExplainStep = z.infer<typeof ExplainStepSchema>;

/** What is asked about: everything but the name may be left out. */
export const ObjectQuestionSchema = z.object({
  name: z.string().min(1),
  cluster: z.string().optional(),
  namespace: z.string().optional(),
  kind: z.string().optional(),
});
/** What is asked about. */
export type ObjectQuestion = z.infer<typeof ObjectQuestionSchema>;

/** The whole answer about one object. */
export const ExplanationSchema = z.object({
  /** `Deployment data-platform/trino-worker of cluster demo`, or the name as it was asked. */
  subject: z.string(),
  verdict: z.enum(['here', 'not-here', 'unknown']),
  /** One sentence: `It is part of Trino, recognised by image trinodb/trino:436.` */
  summary: z.string(),
  steps: z.array(ExplainStepSchema),
  serviceId: z.string().optional(),
  entityRef: z.string().optional(),
  /** Names that are known and look like what was asked, the nearest first. */
  nearest: z.array(z.string()),
});
/** The whole answer about one object. */
export type Explanation = z.infer<typeof ExplanationSchema>;

/**
 * What would be: remembered facts judged by other settings of rules, and the way to a target.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { readinessReadPermission } from '../permissions';
import {
  NextActionSchema,
  PointsSchema,
  ReachedLevelSchema,
} from '../readiness/report';
import { CapSchema } from '../readiness/caps';
import { OutcomeSchema, RuleCategorySchema } from '../rules';
import { pendingOr } from './readinessPending';
import { scopeQuery, ScoreScopeSchema } from './readinessScopes';

/** Settings of rules to judge remembered facts by. What is left out is as it is now. */
export const ReplayRequestSchema = z.object({
  /** The moment whose facts are judged; now unless given. */
  at: InstantSchema.optional(),
  weights: z.record(z.string(), z.number()).optional(),
  disabledRules: z.array(z.string()).optional(),
  /** Numbers of rules by rule id and name. */
  thresholds: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  /** Rules beside those in force, as the configuration writes them. */
  rules: z.array(z.unknown()).max(100).optional(),
  /** Caps laid over the portal's own, as the configuration writes them; 100 percent turns one off. */
  caps: z
    .array(CapSchema.extend({ atMostPercent: z.number() }))
    .max(100)
    .optional(),
});
/** Settings of rules to judge remembered facts by. */
export type ReplayRequest = z.infer<typeof ReplayRequestSchema>;

/** A score as it is and as it would be. */
export const ReplayedScoreSchema = z.object({
  id: z.string(),
  title: z.string(),
  present: PointsSchema,
  replayed: PointsSchema,
  presentLevel: ReachedLevelSchema.optional(),
  replayedLevel: ReachedLevelSchema.optional(),
});
export type ReplayedScore = z.infer<typeof ReplayedScoreSchema>;

/** What other settings of rules would say of remembered facts. */
export const ReadinessReplaySchema = z.object({
  state: z.literal('judged'),
  /** The moment whose facts were judged. */
  at: InstantSchema,
  present: PointsSchema,
  replayed: PointsSchema,
  categories: z.array(
    z.object({
      category: RuleCategorySchema,
      present: PointsSchema,
      replayed: PointsSchema,
    }),
  ),
  services: z.array(ReplayedScoreSchema),
  /** Verdicts that differ from the present ones; at most 500. */
  verdicts: z.array(
    z.object({
      serviceId: z.string(),
      ruleId: z.string(),
      present: OutcomeSchema.optional(),
      replayed: OutcomeSchema.optional(),
      summary: z.string(),
    }),
  ),
  /** Facts that rules asked for and that were not kept; their verdicts are `unknown`. */
  missingFacts: z.array(z.string()),
});
/** What other settings of rules would say of remembered facts. */
export type ReadinessReplay = z.infer<typeof ReadinessReplaySchema>;

/** The smallest set of fixes that was found to reach a target. */
export const ReadinessPlanSchema = z.object({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  scope: ScoreScopeSchema,
  id: z.string(),
  /** As asked for: a percentage or a level. */
  target: z.string(),
  /** Whether the target is met when everything in `steps` is done. */
  reached: z.boolean(),
  from: PointsSchema,
  to: PointsSchema,
  /**
   * In the order in which to do them; `gain` and `leadsTo` are of the scope that is planned for. Empty when the target is met
   * already.
   */
  steps: z.array(NextActionSchema),
  /** No set of fewer fixes can reach the target. */
  atLeast: z.number().int(),
  /** One sentence: how good the plan is. */
  words: z.string(),
});
/** The smallest set of fixes that was found to reach a target. */
export type ReadinessPlan = z.infer<typeof ReadinessPlanSchema>;

/** Routes about what would be. */
export const readinessReplayRoutes = {
  replay: {
    method: 'POST',
    path: '/replays',
    summary:
      'Judges remembered facts by other settings of rules, beside the present scores; changes nothing.',
    body: ReplayRequestSchema,
    response: pendingOr(ReadinessReplaySchema),
    permission: readinessReadPermission,
  },
  getPlan: {
    method: 'GET',
    path: '/plan',
    summary:
      'The smallest set of fixes that reaches a target: a percentage, or a level.',
    query: z.object({
      ...scopeQuery,
      target: z.string().regex(/^(bronze|silver|gold|100|[1-9]?\d)$/),
    }),
    response: pendingOr(ReadinessPlanSchema),
    permission: readinessReadPermission,
  },
} as const;

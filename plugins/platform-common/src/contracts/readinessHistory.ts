/**
 * What is remembered of readiness, and what follows from it: scores over time with the gaps in which nobody judged, what
 * made a score change, the immutable records of verdicts, the same facts judged by other settings, and the way to a target.
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
import { FactRecordSchema } from '../readiness/engine';
import {
  OutcomeSchema,
  RuleCategorySchema,
  VerdictExemptionSchema,
  VerdictManualSchema,
  VerdictSchema,
} from '../rules';
import { pendingOr } from './readinessPending';

/** What a score is of. */
export const SCORE_SCOPES = [
  'platform',
  'domain',
  'system',
  'group',
  'service',
] as const;
/** What a score is of. */
export type ScoreScope = (typeof SCORE_SCOPES)[number];
export const ScoreScopeSchema = z.enum(SCORE_SCOPES);

/** A score as many are read at once: without categories and verdicts. */
export const ScoreEntrySchema = z.object({
  scope: ScoreScopeSchema,
  /** Id of the service or system, ref of the group or domain; `platform` for the platform. */
  id: z.string(),
  title: z.string(),
  points: PointsSchema,
  /** The same with nothing set aside: no exemption, no expected-down service. */
  plain: PointsSchema,
  /** Of services only; absent when no rule applies. */
  level: ReachedLevelSchema.optional(),
  /** Since when the score is this one. */
  since: InstantSchema,
});
/** A score as many are read at once. */
export type ScoreEntry = z.infer<typeof ScoreEntrySchema>;

/** Every score. */
export const ScoreListSchema = z.object({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  /** Nothing has been judged for longer than two intervals of the schedule. */
  overdue: z.boolean(),
  scores: z.array(ScoreEntrySchema),
});
/** Every score. */
export type ScoreList = z.infer<typeof ScoreListSchema>;

/** A stretch of time in which nobody judged: what was true then is not known. */
export const ScoreGapSchema = z.object({
  from: InstantSchema,
  to: InstantSchema,
});
export type ScoreGap = z.infer<typeof ScoreGapSchema>;

/** A score from an instant on, until the next point or a gap. */
export const HistoryPointSchema = z.object({
  at: InstantSchema,
  points: PointsSchema,
  plain: PointsSchema,
  level: ReachedLevelSchema.optional(),
});
export type HistoryPoint = z.infer<typeof HistoryPointSchema>;

/** A score over time. */
export const ScoreHistorySchema = z.object({
  state: z.literal('judged'),
  scope: ScoreScopeSchema,
  id: z.string(),
  /** Present when it is the history of one category. */
  category: RuleCategorySchema.optional(),
  from: InstantSchema,
  /** Up to when it was judged. */
  to: InstantSchema,
  /** Oldest first, at most 1000; a point is repeated at the end of each gap. A score that had no points yet has none. */
  points: z.array(HistoryPointSchema),
  /** Oldest first; a line must not be drawn across them. */
  gaps: z.array(ScoreGapSchema),
});
/** A score over time. */
export type ScoreHistory = z.infer<typeof ScoreHistorySchema>;

/** Kinds of reasons why a score changed. */
export const CHANGE_KINDS = [
  'verdict',
  'service-added',
  'service-removed',
  'rule-added',
  'rule-removed',
  'weight',
  'exemption',
  'evidence',
  'expected-down',
  'cap',
] as const;

/** One reason why a score changed; all of them add up to the whole difference exactly. */
export const ChangeReasonSchema = z.object({
  kind: z.enum(CHANGE_KINDS),
  serviceId: z.string().optional(),
  serviceTitle: z.string().optional(),
  /** The rule that was judged, came, went or was weighed anew; of a cap, the rule that lifts it. */
  ruleId: z.string().optional(),
  ruleTitle: z.string().optional(),
  /** The cap that takes more or less. */
  capId: z.string().optional(),
  category: RuleCategorySchema.optional(),
  /** What the verdict was and is, where the reason is a verdict; a stale one is `unknown`. */
  before: OutcomeSchema.optional(),
  after: OutcomeSchema.optional(),
  /** The sentence of the verdict, as it is or, where it went, as it was; of a cap, its title. */
  summary: z.string().optional(),
  /** What it adds to `low`, `high` and `of`; whole numbers. */
  dLow: z.number().int(),
  dHigh: z.number().int(),
  dOf: z.number().int(),
  /** What it adds to the low end's percentage: this many of `shareOf`; whole, so that shares add up exactly. */
  share: z.number().int(),
});
/** One reason why a score changed. */
export type ChangeReason = z.infer<typeof ChangeReasonSchema>;

/** Why a score changed between two moments. */
export const ScoreChangeSchema = z.object({
  state: z.literal('judged'),
  scope: ScoreScopeSchema,
  id: z.string(),
  /** The moments that are compared; `from` is later than asked for when nothing is remembered from then. */
  from: InstantSchema,
  to: InstantSchema,
  before: PointsSchema,
  after: PointsSchema,
  /** Biggest effect first. */
  parts: z.array(ChangeReasonSchema),
  /** What `share` is counted in: 1 over this; 0 when one of the moments has no score. */
  shareOf: z.number().int(),
  gaps: z.array(ScoreGapSchema),
});
/** Why a score changed. */
export type ScoreChange = z.infer<typeof ScoreChangeSchema>;

/** When a verdict was in force, and what people had set beside it then. */
export const InForceSchema = z.object({
  since: InstantSchema,
  /** Absent when it still is. */
  until: InstantSchema.optional(),
  exemption: VerdictExemptionSchema.optional(),
  manual: VerdictManualSchema.optional(),
});
export type InForce = z.infer<typeof InForceSchema>;

/** A verdict as it was stored, once and for all. */
export const StoredVerdictSchema = z.object({
  /** Of the service, the rule, its version and the facts; the same wherever it is judged. */
  id: z.string(),
  serviceId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  factsDigest: z.string(),
  recordedAt: InstantSchema,
  verdict: VerdictSchema,
  facts: z.array(
    FactRecordSchema.extend({
      /** Absent when it was never known or is no longer kept. */
      value: z.unknown().optional(),
    }),
  ),
  /** Oldest first. */
  inForce: z.array(InForceSchema),
});
/** A verdict as it was stored. */
export type StoredVerdict = z.infer<typeof StoredVerdictSchema>;

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

const scopeQuery = {
  scope: ScoreScopeSchema.default('platform'),
  id: z.string().max(255).optional(),
};

/** Routes about what is remembered. */
export const readinessHistoryRoutes = {
  listScores: {
    method: 'GET',
    path: '/scores',
    summary:
      'Every score at once: platform, domains, systems, groups and services, without categories and verdicts.',
    response: pendingOr(ScoreListSchema),
    permission: readinessReadPermission,
  },
  getHistory: {
    method: 'GET',
    path: '/history',
    summary: 'One score over time, with the gaps in which nobody judged.',
    query: z.object({
      ...scopeQuery,
      category: RuleCategorySchema.optional(),
      /** 30 days ago unless given. */
      since: InstantSchema.optional(),
    }),
    response: pendingOr(ScoreHistorySchema),
    permission: readinessReadPermission,
  },
  explainChange: {
    method: 'GET',
    path: '/changes',
    summary:
      'Why a score changed between two moments, in parts that add up to the difference exactly.',
    query: z.object({
      ...scopeQuery,
      /** A day before `to` unless given. */
      from: InstantSchema.optional(),
      /** Now unless given. */
      to: InstantSchema.optional(),
    }),
    response: pendingOr(ScoreChangeSchema),
    permission: readinessReadPermission,
  },
  listVerdicts: {
    method: 'GET',
    path: '/verdicts',
    summary:
      'Verdicts as they were stored, with the facts that they follow from and when they were in force; newest first, at most 100.',
    query: z.object({
      service: z.string().max(63).optional(),
      rule: z.string().max(63).optional(),
      since: InstantSchema.optional(),
    }),
    response: z.object({ verdicts: z.array(StoredVerdictSchema) }),
    permission: readinessReadPermission,
  },
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

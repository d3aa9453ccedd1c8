/**
 * What is remembered of readiness, and what follows from it: scores over time with the gaps in which nobody judged, what
 * made a score change, the immutable records of verdicts.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';
import { readinessReadPermission } from '../permissions';
import { PointsSchema, ReachedLevelSchema } from '../readiness/report';
import { FactRecordSchema } from '../readiness/engine';
import {
  OutcomeSchema,
  RuleCategorySchema,
  VerdictExemptionSchema,
  VerdictManualSchema,
  VerdictSchema,
} from '../rules';
import { pendingOr } from './readinessPending';
import { scopeQuery, ScoreScopeSchema } from './readinessScopes';

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
      'Verdicts as they were stored, with the facts that they follow from and when they were in force: service by service, of each the newest first, page by page.',
    query: z.object({
      service: z.string().max(63).optional(),
      rule: z.string().max(63).optional(),
      /** In force after it. */
      since: InstantSchema.optional(),
      /** `nextCursor` of the page before; the first page without. */
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(100),
    }),
    response: z.object({
      verdicts: z.array(StoredVerdictSchema),
      /** Leads to the next page; absent on the last. */
      nextCursor: z.string().optional(),
    }),
    permission: readinessReadPermission,
  },
} as const;

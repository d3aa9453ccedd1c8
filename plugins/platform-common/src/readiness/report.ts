/**
 * Shapes of a readiness report.
 *
 * A score is never a number that somebody entered, nor a mean of means: it is a sum of points. Every rule
 * that applies to a service gives its whole weight or nothing, so a score is three whole numbers, and the
 * points of the parts (categories, services, systems) add up to the points of the whole exactly; percentages
 * exist only on the screen. What is unknown or stale is counted as a failure at the low end and as a pass
 * at the high end. What does not apply is counted nowhere.
 */
import { z } from 'zod';
import { InstantSchema, SystemIdSchema } from '../model';
import {
  RemedySchema,
  RuleCategorySchema,
  RuleLevelSchema,
  VerdictSchema,
} from '../rules';

/** Points of a score. All are whole numbers with `0 <= low <= high <= of` and `high - low = of - known`. */
export const PointsSchema = z.object({
  /** Weight of the rules that pass for certain. */
  low: z.number().int().min(0),
  /** Weight of the rules that pass, or may. */
  high: z.number().int().min(0),
  /** Weight of the rules whose verdict is known and fresh. */
  known: z.number().int().min(0),
  /** Weight of all rules that apply; 0 means that there is no score. */
  of: z.number().int().min(0),
});
/** Points of a score. */
export type Points = z.infer<typeof PointsSchema>;

/** A level that a service has reached; `none` when not even the lowest. */
export const ReachedLevelSchema = z.enum(['none', ...RuleLevelSchema.options]);
export type ReachedLevel = z.infer<typeof ReachedLevelSchema>;

/** Points of one category. */
export const CategoryPointsSchema = z.object({
  category: RuleCategorySchema,
  points: PointsSchema,
});
export type CategoryPoints = z.infer<typeof CategoryPointsSchema>;

/** How many verdicts there are of each kind; a stale verdict counts under `unknown`. */
export const VerdictCountsSchema = z.object({
  pass: z.number().int(),
  fail: z.number().int(),
  unknown: z.number().int(),
  notApplicable: z.number().int(),
});
export type VerdictCounts = z.infer<typeof VerdictCountsSchema>;

/** Score of one service, without its verdicts. */
export const ServiceScoreSchema = z.object({
  serviceId: z.string(),
  title: z.string(),
  entityRef: z.string(),
  system: SystemIdSchema,
  owner: z.string(),
  points: PointsSchema,
  /** Absent when no rule applies. */
  level: ReachedLevelSchema.optional(),
  categories: z.array(CategoryPointsSchema),
  counts: VerdictCountsSchema,
});
/** Score of one service, without its verdicts. */
export type ServiceScore = z.infer<typeof ServiceScoreSchema>;

/** Score of one service with every verdict. */
export const ServiceReportSchema = ServiceScoreSchema.extend({
  verdicts: z.array(VerdictSchema),
});
/** Score of one service with every verdict. */
export type ServiceReport = z.infer<typeof ServiceReportSchema>;

/** Score of one system. */
export const SystemScoreSchema = z.object({
  system: SystemIdSchema,
  services: z.number().int(),
  points: PointsSchema,
  categories: z.array(CategoryPointsSchema),
});
export type SystemScore = z.infer<typeof SystemScoreSchema>;

/** Scores of the whole platform. */
export const PlatformScoreSchema = z.object({
  points: PointsSchema,
  categories: z.array(CategoryPointsSchema),
  systems: z.array(SystemScoreSchema),
  /** How many services have reached each level and no higher. */
  levels: z.array(
    z.object({ level: ReachedLevelSchema, services: z.number().int() }),
  ),
  counts: VerdictCountsSchema,
});
/** Scores of the whole platform. */
export type PlatformScore = z.infer<typeof PlatformScoreSchema>;

/** What a rule is, as people read it, with the weight in force. */
export const RuleInfoSchema = z.object({
  id: z.string(),
  category: RuleCategorySchema,
  title: z.string(),
  why: z.string(),
  weight: z.number().int(),
  level: RuleLevelSchema,
  appliesTo: z.string(),
  facts: z.array(z.string()),
  remedy: RemedySchema,
});
/** What a rule is, as people read it. */
export type RuleInfo = z.infer<typeof RuleInfoSchema>;

/** Everything that one evaluation found. */
export const ReadinessReportSchema = PlatformScoreSchema.extend({
  judgedAt: InstantSchema,
  rules: z.array(RuleInfoSchema),
  services: z.array(ServiceReportSchema),
  /** What makes the report possibly incomplete, each as a sentence. */
  caveats: z.array(z.string()),
});
/** Everything that one evaluation found. */
export type ReadinessReport = z.infer<typeof ReadinessReportSchema>;

/** Something that raises the score. */
export const NextActionSchema = z.object({
  /** `mend` what fails, or `find-out` what is unknown. */
  kind: z.enum(['mend', 'find-out']),
  ruleId: z.string(),
  ruleTitle: z.string(),
  category: RuleCategorySchema,
  serviceId: z.string(),
  serviceTitle: z.string(),
  entityRef: z.string(),
  /** The verdict's sentence. */
  summary: z.string(),
  /** Points that the low end of the platform's score gains. */
  gain: z.number().int().min(0),
  /** The platform's points when it is done and nothing else changes. */
  leadsTo: PointsSchema,
  /** Level of the service when it is done, if that is higher than now. */
  reaches: RuleLevelSchema.optional(),
  remedy: RemedySchema,
});
/** Something that raises the score. */
export type NextAction = z.infer<typeof NextActionSchema>;

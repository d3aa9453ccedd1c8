/**
 * Shapes of a readiness report.
 *
 * A score is never a number that somebody entered, nor a mean of means: it is a sum of points. Every rule
 * that applies to a service gives its whole weight or nothing, so a score is a few whole numbers, and the
 * points of the parts (categories, services, systems) add up to the points of the whole exactly; percentages
 * exist only on the screen. What is unknown or stale is counted as a failure at the low end and as a pass
 * at the high end. What does not apply is counted nowhere.
 *
 * Every score is told twice. `points` leaves out what people have set aside with a reason: verdicts under an
 * exemption, and services that are expected to be down. `plain` leaves out nothing. Both have the caps taken off.
 */
import { z } from 'zod';
import { ExpectedDownSchema, InstantSchema, SystemIdSchema } from '../model';
import {
  RemedySchema,
  RuleCategorySchema,
  RuleLevelSchema,
  VerdictSchema,
} from '../rules';
import { CapEffectSchema, CapSchema } from './caps';

/**
 * Points of a score. All are whole numbers with `0 <= low <= high <= of` and `known <= of`; before caps are taken off,
 * `high - low = of - known`.
 */
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
  /** With nothing set aside. */
  plain: PointsSchema,
});
export type CategoryPoints = z.infer<typeof CategoryPointsSchema>;

/** How many verdicts there are of each kind; every verdict counts under exactly one. */
export const VerdictCountsSchema = z.object({
  pass: z.number().int(),
  fail: z.number().int(),
  /** A stale verdict counts here. */
  unknown: z.number().int(),
  notApplicable: z.number().int(),
  /** Set aside: under an exemption in force, or of a service that is expected to be down. */
  exempt: z.number().int(),
});
export type VerdictCounts = z.infer<typeof VerdictCountsSchema>;

/** What every score has, of whatever it is the score. */
export const ScoreSchema = z.object({
  /** With what is set aside left out. */
  points: PointsSchema,
  /** With nothing left out. */
  plain: PointsSchema,
  categories: z.array(CategoryPointsSchema),
  /** What caps take from `points`: points of the verdicts minus this are `points` exactly. */
  caps: z.array(CapEffectSchema),
  counts: VerdictCountsSchema,
});
/** What every score has. */
export type Score = z.infer<typeof ScoreSchema>;

/** Score of one service, without its verdicts. */
export const ServiceScoreSchema = ScoreSchema.extend({
  serviceId: z.string(),
  title: z.string(),
  entityRef: z.string(),
  system: SystemIdSchema,
  owner: z.string(),
  /** Absent when no rule applies, and when the service is set aside. */
  level: ReachedLevelSchema.optional(),
  /** The level with nothing set aside; absent when no rule applies. */
  plainLevel: ReachedLevelSchema.optional(),
  /** The service is meant to be down, so its `points` are none; why, who says so, and until when. */
  expectedDown: ExpectedDownSchema.optional(),
});
/** Score of one service, without its verdicts. */
export type ServiceScore = z.infer<typeof ServiceScoreSchema>;

/** Score of one service with every verdict. */
export const ServiceReportSchema = ServiceScoreSchema.extend({
  verdicts: z.array(VerdictSchema),
});
/** Score of one service with every verdict. */
export type ServiceReport = z.infer<typeof ServiceReportSchema>;

/** How many services have reached each level and no higher; those without a level count nowhere. */
export const LevelTallySchema = z.array(
  z.object({ level: ReachedLevelSchema, services: z.number().int() }),
);

/** Score of several services together. */
export const RolledScoreSchema = ScoreSchema.extend({
  /** How many there are. */
  services: z.number().int(),
  /** How many of them are expected to be down, and therefore set aside. */
  setAside: z.number().int(),
  levels: LevelTallySchema,
});
/** Score of several services together. */
export type RolledScore = z.infer<typeof RolledScoreSchema>;

/** Score of one system. */
export const SystemScoreSchema = RolledScoreSchema.extend({
  system: SystemIdSchema,
});
export type SystemScore = z.infer<typeof SystemScoreSchema>;

/** Score of everything that one group owns. */
export const GroupScoreSchema = RolledScoreSchema.extend({
  /** Entity ref of the owner. */
  owner: z.string(),
});
export type GroupScore = z.infer<typeof GroupScoreSchema>;

/** Score of one domain. */
export const DomainScoreSchema = RolledScoreSchema.extend({
  /** Entity ref of the domain. */
  domain: z.string(),
});
export type DomainScore = z.infer<typeof DomainScoreSchema>;

/** Scores of the whole platform. */
export const PlatformScoreSchema = ScoreSchema.extend({
  /** How many services are expected to be down, and therefore set aside. */
  setAside: z.number().int(),
  levels: LevelTallySchema,
  systems: z.array(SystemScoreSchema),
  /** By owner, in the order of their refs. */
  groups: z.array(GroupScoreSchema),
  domains: z.array(DomainScoreSchema),
});
/** Scores of the whole platform. */
export type PlatformScore = z.infer<typeof PlatformScoreSchema>;

/** What a rule is, as people read it, with the weight in force. */
export const RuleInfoSchema = z.object({
  id: z.string(),
  /** See `Rule.version`. */
  version: z.number().int().min(1),
  category: RuleCategorySchema,
  title: z.string(),
  why: z.string(),
  weight: z.number().int(),
  level: RuleLevelSchema,
  appliesTo: z.string(),
  facts: z.array(z.string()),
  remedy: RemedySchema,
  /** Manual evidence may prove it. */
  acceptsEvidence: z.boolean(),
});
/** What a rule is, as people read it. */
export type RuleInfo = z.infer<typeof RuleInfoSchema>;

/** Everything that one evaluation found. */
export const ReadinessReportSchema = PlatformScoreSchema.extend({
  judgedAt: InstantSchema,
  rules: z.array(RuleInfoSchema),
  /** The caps in force, whether they take anything or not. */
  declaredCaps: z.array(CapSchema),
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
  /** Points that the low end of the platform's score gains; 0 when a cap holds them back. */
  gain: z.number().int().min(0),
  /** Points of it that come from lifting caps. */
  uncaps: z.number().int().min(0),
  /** The platform's points when it is done and nothing else changes. */
  leadsTo: PointsSchema,
  /** Level of the service when it is done, if that is higher than now. */
  reaches: RuleLevelSchema.optional(),
  remedy: RemedySchema,
});
/** Something that raises the score. */
export type NextAction = z.infer<typeof NextActionSchema>;

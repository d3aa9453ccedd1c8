import { z } from 'zod';
import { InstantSchema } from '../model';
import {
  readinessEvaluatePermission,
  readinessReadPermission,
} from '../permissions';
import {
  NextActionSchema,
  PlatformScoreSchema,
  PointsSchema,
  ReachedLevelSchema,
  RuleInfoSchema,
  ServiceReportSchema,
  ServiceScoreSchema,
  VerdictCountsSchema,
} from '../readiness/report';
import { OutcomeSchema, VerdictSchema } from '../rules';
import { defineContract } from './contract';
import { evidenceRoutes, exemptionRoutes } from './readinessGovernance';
import { readinessExportRoutes } from './readinessExport';
import { readinessHistoryRoutes } from './readinessHistory';
import { readinessReplayRoutes } from './readinessReplays';
import { measuredRoutes } from './readinessMeasured';
import { pendingOr, ReadinessPendingSchema } from './readinessPending';

export {
  FirstLookStateSchema,
  type FirstLookState,
  ReadinessPendingSchema,
  type ReadinessPending,
} from './readinessPending';

/** One stored run: when, and the platform's points then. */
export const TrendPointSchema = z.object({
  judgedAt: InstantSchema,
  points: PointsSchema,
});
/** One stored run. */
export type TrendPoint = z.infer<typeof TrendPointSchema>;

/** A verdict that became another one. */
export const VerdictChangeSchema = z.object({
  at: InstantSchema,
  serviceId: z.string(),
  serviceTitle: z.string(),
  ruleId: z.string(),
  /** Absent when the service or the rule was new. */
  from: OutcomeSchema.optional(),
  /** Absent when the service or the rule went. */
  to: OutcomeSchema.optional(),
  /** Points that the low end of the platform's score gained or lost by it. */
  delta: z.number().int(),
  summary: z.string(),
});
/** A verdict that became another one. */
export type VerdictChange = z.infer<typeof VerdictChangeSchema>;

/** Readiness of the platform. */
export const ReadinessOverviewSchema = PlatformScoreSchema.extend({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  /** The report is older than two intervals of the schedule. */
  overdue: z.boolean(),
  services: z.array(ServiceScoreSchema),
  rules: z.array(RuleInfoSchema),
  /** Ordered by gain; at most 50. */
  nextActions: z.array(NextActionSchema),
  /** Oldest first; at most 200, over the stored time. */
  trend: z.array(TrendPointSchema),
  /** Newest first; at most 20. */
  changes: z.array(VerdictChangeSchema),
  caveats: z.array(z.string()),
});
/** Readiness of the platform. */
export type ReadinessOverview = z.infer<typeof ReadinessOverviewSchema>;

/** Readiness of one service, with the rules that its verdicts speak of. */
export const ServiceReadinessSchema = z.object({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  overdue: z.boolean(),
  report: ServiceReportSchema,
  rules: z.array(RuleInfoSchema),
  caveats: z.array(z.string()),
});
/** Readiness of one service. */
export type ServiceReadiness = z.infer<typeof ServiceReadinessSchema>;

/** A rule and how the services fare. */
export const RuleTallySchema = z.object({
  rule: RuleInfoSchema,
  counts: VerdictCountsSchema,
  /** Ids and titles of the services that fail it. */
  failing: z.array(z.object({ serviceId: z.string(), title: z.string() })),
});
/** A rule and how the services fare. */
export type RuleTally = z.infer<typeof RuleTallySchema>;

/** A rule with the verdict of every service that it applies to. */
export const RuleReportSchema = z.object({
  state: z.literal('judged'),
  judgedAt: InstantSchema,
  rule: RuleInfoSchema,
  counts: VerdictCountsSchema,
  verdicts: z.array(
    z.object({
      serviceId: z.string(),
      title: z.string(),
      entityRef: z.string(),
      verdict: VerdictSchema,
    }),
  ),
});
/** A rule with the verdict of every service that it applies to. */
export type RuleReport = z.infer<typeof RuleReportSchema>;

const idParams = z.object({ id: z.string().regex(/^[a-z0-9-]{1,63}$/) });

/** HTTP API of the `readiness` plugin. */
export const readinessContract = defineContract({
  pluginId: 'readiness',
  routes: {
    getReport: {
      method: 'GET',
      path: '/report',
      summary:
        'Readiness of the platform: score, categories, levels, services, next actions, trend.',
      response: pendingOr(ReadinessOverviewSchema),
      permission: readinessReadPermission,
    },
    getServiceReport: {
      method: 'GET',
      path: '/services/:id',
      summary: 'Readiness of one service with the evidence of every verdict.',
      params: idParams,
      response: pendingOr(ServiceReadinessSchema),
      permission: readinessReadPermission,
    },
    listRules: {
      method: 'GET',
      path: '/rules',
      summary: 'Every rule in force with how many services pass and who fails.',
      response: pendingOr(
        z.object({
          state: z.literal('judged'),
          judgedAt: InstantSchema,
          rules: z.array(RuleTallySchema),
        }),
      ),
      permission: readinessReadPermission,
    },
    getRule: {
      method: 'GET',
      path: '/rules/:id',
      summary: 'One rule with the verdict of every service it applies to.',
      params: idParams,
      response: pendingOr(RuleReportSchema),
      permission: readinessReadPermission,
    },
    evaluate: {
      method: 'POST',
      path: '/evaluations',
      summary: 'Judges now instead of at the next scheduled time.',
      response: z.union([
        ReadinessPendingSchema,
        z.object({
          state: z.literal('judged'),
          judgedAt: InstantSchema,
          points: PointsSchema,
        }),
      ]),
      permission: readinessEvaluatePermission,
    },
    ...readinessHistoryRoutes,
    ...readinessReplayRoutes,
    ...readinessExportRoutes,
    ...exemptionRoutes,
    ...evidenceRoutes,
    ...measuredRoutes,
  },
});

/** Topic of the event that the backend publishes when scores or verdicts changed. */
export const READINESS_CHANGED_TOPIC = 'readiness.report.changed';

/** A service whose level is another one than before. */
export const LevelChangeSchema = z.object({
  serviceId: z.string(),
  serviceTitle: z.string(),
  entityRef: z.string(),
  /** Entity ref of who owns the service. */
  owner: z.string(),
  from: ReachedLevelSchema,
  to: ReachedLevelSchema,
  /** It is lower than before. */
  lost: z.boolean(),
});
/** A service whose level is another one than before. */
export type LevelChange = z.infer<typeof LevelChangeSchema>;

/** Payload of {@link READINESS_CHANGED_TOPIC}. */
export const ReadinessChangedEventSchema = z.object({
  judgedAt: InstantSchema,
  points: PointsSchema,
  changes: z.array(VerdictChangeSchema),
  /** Empty when no level changed. */
  levels: z.array(LevelChangeSchema),
});

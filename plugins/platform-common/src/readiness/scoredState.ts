/**
 * All that a score follows from, at one moment: small enough to be rebuilt for any moment from what is stored, and
 * enough to be scored again to the point.
 */
import { Outcome, RuleCategory, RuleLevel } from '../rules';
import { Cap } from './caps';
import { addPoints, isExempt, NO_POINTS } from './points';
import { Points, ReadinessReport, ServiceReport } from './report';
import { CategoryScore, scoreVerdicts, WeighedVerdict } from './scoreVerdicts';

/** A verdict as it was counted. */
export interface ScoredVerdict extends WeighedVerdict {
  ruleId: string;
  outcome: Outcome;
  stale: boolean;
  /** An exemption was in force and set it aside. */
  exempt: boolean;
  /** Manual evidence made it a pass. */
  manual?: boolean;
  weight: number;
  level: RuleLevel;
  category: RuleCategory;
  summary: string;
}

/** A service as it was scored. */
export interface ScoredService {
  serviceId: string;
  title: string;
  /** Declared to be expected down, and therefore set aside. */
  expectedDown: boolean;
  verdicts: readonly ScoredVerdict[];
}

/** All that a score follows from, at one moment. */
export interface ScoredState {
  services: readonly ScoredService[];
  /** Caps in force. */
  caps: readonly Cap[];
}

/**
 * What the scores of a report follow from.
 *
 * @param keep - Which services; all when absent. A scope (a system, a group) is only the services in it.
 */
export function scoredStateOf(
  report: Pick<ReadinessReport, 'services' | 'rules' | 'declaredCaps'>,
  keep: (service: ServiceReport) => boolean = () => true,
): ScoredState {
  const rules = new Map(report.rules.map(rule => [rule.id, rule]));
  return {
    caps: report.declaredCaps,
    services: report.services.filter(keep).map(service => ({
      serviceId: service.serviceId,
      title: service.title,
      expectedDown: service.expectedDown !== undefined,
      verdicts: service.verdicts.flatMap((verdict): ScoredVerdict[] => {
        const rule = rules.get(verdict.ruleId);
        if (!rule) return [];
        const { weight, level, category } = rule;
        const { ruleId, outcome, stale, summary } = verdict;
        return [
          {
            ruleId,
            outcome,
            stale,
            exempt: isExempt(verdict),
            ...(verdict.manual ? { manual: true } : {}),
            weight,
            level,
            category,
            summary,
          },
        ];
      }),
    })),
  };
}

/** An exemption of what passes for certain, or does not apply, is none. */
export function withEffectiveExemption<V extends WeighedVerdict>(
  verdict: V,
): V {
  const { outcome, stale, exempt } = verdict;
  const idle = outcome === 'not-applicable' || (outcome === 'pass' && !stale);
  return exempt && idle ? { ...verdict, exempt: false } : verdict;
}

/** The categories of a service as if nobody had set the service itself aside. */
export function scoreCategories(
  service: ScoredService,
  caps: readonly Cap[],
): CategoryScore[] {
  return scoreVerdicts(service.verdicts.map(withEffectiveExemption), caps);
}

/** Points of a service; none when it is expected to be down. */
export function pointsOfService(
  service: ScoredService,
  caps: readonly Cap[],
): Points {
  if (service.expectedDown) return NO_POINTS;
  return addPoints(scoreCategories(service, caps).map(({ points }) => points));
}

/** Points of everything in a state; the same to the point as those of the report that it was taken from. */
export function pointsOfState({ services, caps }: ScoredState): Points {
  return addPoints(services.map(service => pointsOfService(service, caps)));
}

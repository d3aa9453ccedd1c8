import { RULE_LEVELS, Verdict } from '../rules';
import { addPoints } from './points';
import {
  NextAction,
  Points,
  ReadinessReport,
  RuleInfo,
  ServiceReport,
} from './report';
import { reachedLevel } from './scoreService';

type Ladder = (typeof RULE_LEVELS)[number];

/** Level that the service reaches when this verdict passes, if that is higher than now. */
function levelAfter(
  service: ServiceReport,
  verdict: Verdict,
  rules: readonly RuleInfo[],
): Ladder | undefined {
  const after = service.verdicts.map(item =>
    item === verdict
      ? { ...item, outcome: 'pass' as const, stale: false }
      : item,
  );
  const level = reachedLevel(after, rules);
  return level && level !== 'none' && level !== service.level
    ? level
    : undefined;
}

/** Points of the platform when a verdict of the given weight becomes a certain pass. */
function pointsAfter(points: Points, verdict: Verdict, weight: number): Points {
  const uncertain = verdict.outcome === 'unknown' || verdict.stale;
  return addPoints([
    points,
    {
      low: weight,
      high: uncertain ? 0 : weight,
      known: uncertain ? weight : 0,
      of: 0,
    },
  ]);
}

function ladderOf(action: NextAction): number {
  return action.reaches ? RULE_LEVELS.indexOf(action.reaches) + 1 : 0;
}

function compare(
  a: NextAction,
  b: NextAction,
  rules: ReadonlyMap<string, RuleInfo>,
): number {
  if (a.gain !== b.gain) return b.gain - a.gain;
  if (a.kind !== b.kind) return a.kind === 'mend' ? -1 : 1;
  const basic = ({ ruleId }: NextAction) =>
    RULE_LEVELS.indexOf(rules.get(ruleId)?.level ?? 'gold');
  if (basic(a) !== basic(b)) return basic(a) - basic(b);
  if (ladderOf(a) !== ladderOf(b)) return ladderOf(b) - ladderOf(a);
  return `${a.serviceId} ${a.ruleId}` < `${b.serviceId} ${b.ruleId}` ? -1 : 1;
}

/**
 * What to do next: every failing verdict to mend and every unknown one to find out about, by what the low end
 * of the platform's score gains. Among equals mending comes before finding out, then what the lowest level
 * needs, then what lifts the service to a higher level, then the alphabet.
 */
export function nextActions(report: ReadinessReport): NextAction[] {
  const rules = new Map(report.rules.map(rule => [rule.id, rule]));
  const actions = report.services.flatMap(service =>
    service.verdicts.flatMap((verdict): NextAction[] => {
      const rule = rules.get(verdict.ruleId);
      const certain = verdict.outcome === 'pass' && !verdict.stale;
      if (!rule || certain || verdict.outcome === 'not-applicable') return [];
      const reaches = levelAfter(service, verdict, report.rules);
      const mend = verdict.outcome === 'fail' && !verdict.stale;
      return [
        {
          kind: mend ? 'mend' : 'find-out',
          ruleId: rule.id,
          ruleTitle: rule.title,
          category: rule.category,
          serviceId: service.serviceId,
          serviceTitle: service.title,
          entityRef: service.entityRef,
          summary: verdict.summary,
          gain: rule.weight,
          leadsTo: pointsAfter(report.points, verdict, rule.weight),
          ...(reaches ? { reaches } : {}),
          remedy: verdict.remedy ?? rule.remedy,
        },
      ];
    }),
  );
  return actions.sort((a, b) => compare(a, b, rules));
}

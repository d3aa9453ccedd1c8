import { RULE_LEVELS, RuleLevel, Verdict } from '../rules';
import { isOpen, outlookOf } from './outlook';
import { addPoints, isExempt } from './points';
import {
  NextAction,
  Points,
  ReadinessReport,
  RuleInfo,
  ServiceReport,
} from './report';
import { reachedLevel, weighVerdicts } from './scoreService';

/** What is looked at to say what to do next; a whole report has it. */
export type ActionableReport = Pick<
  ReadinessReport,
  'points' | 'rules' | 'services' | 'declaredCaps'
>;

/** Level that the service reaches when this verdict passes, if that is higher than now. */
function levelAfter(
  service: ServiceReport,
  verdict: Verdict,
  rules: readonly RuleInfo[],
): RuleLevel | undefined {
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

/** What is to be done about a verdict, with what it gains and where that leads. */
export function describeAction(options: {
  service: ServiceReport;
  rule: RuleInfo;
  verdict: Verdict;
  /** Points that the low end gains. */
  gain: number;
  leadsTo: Points;
  reaches?: RuleLevel;
}): NextAction {
  const { service, rule, verdict, gain, leadsTo, reaches } = options;
  const mend = verdict.outcome === 'fail' && !verdict.stale;
  return {
    kind: mend ? 'mend' : 'find-out',
    ruleId: rule.id,
    ruleTitle: rule.title,
    category: rule.category,
    serviceId: service.serviceId,
    serviceTitle: service.title,
    entityRef: service.entityRef,
    summary: verdict.summary,
    gain,
    uncaps: Math.max(0, gain - rule.weight),
    leadsTo,
    ...(reaches ? { reaches } : {}),
    remedy: verdict.remedy ?? rule.remedy,
  };
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

/** Everything about one service that could be mended or found out, and that nobody has set aside. */
function actionsOf(
  report: ActionableReport,
  service: ServiceReport,
  rules: ReadonlyMap<string, RuleInfo>,
): NextAction[] {
  const { ordered, weighed } = weighVerdicts(service.verdicts, report.rules);
  const outlook = outlookOf(weighed, report.declaredCaps);
  return ordered.flatMap((verdict, i): NextAction[] => {
    const rule = rules.get(verdict.ruleId);
    if (!rule || !isOpen(weighed[i]) || isExempt(verdict)) return [];
    const change = outlook.changeOf(weighed[i]);
    return [
      describeAction({
        service,
        rule,
        verdict,
        gain: change.low,
        leadsTo: addPoints([report.points, change]),
        reaches: levelAfter(service, verdict, report.rules),
      }),
    ];
  });
}

/**
 * What to do next: every failing verdict to mend and every unknown one to find out about, by what the low end
 * of the platform's score gains, caps counted in. Among equals mending comes before finding out, then what the lowest level
 * needs, then what lifts the service to a higher level, then the alphabet. What is exempt and what is expected to be down
 * is nobody's next action.
 */
export function nextActions(report: ActionableReport): NextAction[] {
  const rules = new Map(report.rules.map(rule => [rule.id, rule]));
  return report.services
    .filter(({ expectedDown }) => expectedDown === undefined)
    .flatMap(service => actionsOf(report, service, rules))
    .sort((a, b) => compare(a, b, rules));
}

/**
 * The way to a target: the smallest set of fixes that reaches it.
 *
 * A level is a gate, so its plan is exact: every verdict that keeps the gate shut has to pass, and nothing else has to.
 *
 * A percentage is a sum. Without caps the plan is exact too, since the fewest fixes that add up to what is missing are the
 * heaviest ones. With caps a fix can be worth nothing until another is done, and the fewest fixes are then
 * as hard to find as in any packing problem; the plan takes what gains most at each step, drops what turns out not to be needed, and
 * says beside it how few fixes could do at the very least, by a bound that is proved and not hoped for: no fix can be worth
 * more than its weight, or, where it lifts a cap, than that and everything that the cap holds back now.
 */
import { RULE_LEVELS, RuleLevel } from '../rules';
import { ActionableReport, describeAction } from './nextActions';
import { FixWalker } from './FixWalker';
import { fewestFixes, greedyFixes, levelWith } from './planPoints';
import { NextAction, Points, ServiceReport } from './report';
import { Fix, Roster } from './Roster';

/** A percentage of the low end, 0 to 100, or a level for every service. */
export type PlanTarget = number | RuleLevel;

/** The smallest set of fixes that was found to reach a target. */
export interface Plan {
  target: PlanTarget;
  /** Whether the target is met when every step is done. */
  reached: boolean;
  from: Points;
  to: Points;
  /**
   * In the order in which to do them; `gain` and `leadsTo` are of the scope that is planned for, with the steps before done. Empty when
   * the target is met already.
   */
  steps: NextAction[];
  /** No set of fewer fixes can reach the target. */
  atLeast: number;
  /** One sentence: how good the plan is. */
  words: string;
}

/** The verdicts that keep a level shut, all of which have to pass. */
function gatesOf(roster: Roster, level: RuleLevel): Fix[] {
  const height = RULE_LEVELS.indexOf(level);
  return roster.fixes.filter(({ ruleId }) => {
    const rule = roster.ruleOf(ruleId);
    return rule !== undefined && RULE_LEVELS.indexOf(rule.level) <= height;
  });
}

/** One fix as a step; its gain and its level are what the walker has after it, and had not before. */
function stepOf(
  roster: Roster,
  walker: FixWalker,
  fix: Fix,
  before: { low: number; level: RuleLevel | undefined },
): NextAction[] {
  const entry = roster.entries[fix.at];
  const rule = roster.ruleOf(fix.ruleId);
  const verdict = entry.service.verdicts.find(one => one.ruleId === fix.ruleId);
  if (!rule || !verdict) return [];
  const level = levelWith(roster, entry, walker.verdictsOf(fix.at));
  return [
    describeAction({
      service: entry.service,
      rule,
      verdict,
      gain: walker.points.low - before.low,
      leadsTo: walker.points,
      ...(level !== before.level ? { reaches: level } : {}),
    }),
  ];
}

/** The fixes as steps, biggest gain first, each with what it adds when those before it are done. */
function stepsOf(roster: Roster, fixes: readonly Fix[]): NextAction[] {
  const walker = new FixWalker(roster, fixes, 0);
  const levels = roster.entries.map(entry =>
    levelWith(roster, entry, entry.weighed),
  );
  const steps: NextAction[] = [];
  for (;;) {
    const { low } = walker.points;
    const fix = walker.next();
    if (!fix) return steps;
    const level = levels[fix.at];
    steps.push(...stepOf(roster, walker, fix, { low, level }));
    const entry = roster.entries[fix.at];
    levels[fix.at] = levelWith(roster, entry, walker.verdictsOf(fix.at));
  }
}

function planLevel(roster: Roster, level: RuleLevel): Plan {
  const from = roster.points;
  const fixes = gatesOf(roster, level);
  const steps = stepsOf(roster, fixes);
  const reached = roster.entries.some(({ weighed }) =>
    weighed.some(({ outcome }) => outcome !== 'not-applicable'),
  );
  return {
    target: level,
    reached,
    from,
    to: steps.at(-1)?.leadsTo ?? from,
    steps,
    atLeast: fixes.length,
    words:
      fixes.length === 0
        ? `Nothing keeps anything from ${level}.`
        : `Each of these ${fixes.length} keeps ${level} shut, and nothing else does: no smaller set reaches it.`,
  };
}

/** Whether the low end is at least this percentage; nothing of nothing reaches nothing. */
export function reachesPercent({ low, of }: Points, percent: number): boolean {
  return of > 0 && 100 * low >= percent * of;
}

function sayHowGood(steps: number, atLeast: number): string {
  if (steps === 0) return 'The target is met already.';
  if (steps === atLeast)
    return `No set of fewer than ${steps} fixes reaches it: this one is smallest.`;
  return `No set of fewer than ${atLeast} fixes can reach it; this one has ${steps}, and whether one between exists is not known, because caps make some fixes count only together.`;
}

function planPercent(roster: Roster, percent: number): Plan {
  const from = roster.points;
  const base = { target: percent, from, to: from, steps: [], atLeast: 0 };
  if (from.of === 0)
    return {
      ...base,
      reached: false,
      words: 'No rule applies here, so there is no score to raise.',
    };
  const atLeast = fewestFixes(roster, percent);
  const fixes = greedyFixes(roster, percent);
  const steps = stepsOf(roster, fixes);
  const to = steps.at(-1)?.leadsTo ?? from;
  return {
    ...base,
    reached: reachesPercent(to, percent),
    to,
    steps,
    atLeast,
    words: sayHowGood(steps.length, atLeast),
  };
}

/**
 * The smallest set of fixes that reaches a percentage of the low end, or a level with every service. A fix makes one verdict
 * pass for certain. What is exempt and what is expected to be down is left alone.
 *
 * @param options.keep - Which services are planned for; all when absent. A scope (a system, a group) is the services in it.
 */
export function planTo(options: {
  report: Pick<ActionableReport, 'rules' | 'services' | 'declaredCaps'>;
  target: PlanTarget;
  keep?: (service: ServiceReport) => boolean;
}): Plan {
  const { report, target, keep = () => true } = options;
  const services = report.services.filter(
    service => service.expectedDown === undefined && keep(service),
  );
  const roster = new Roster(services, report.rules, report.declaredCaps);
  return typeof target === 'number'
    ? planPercent(roster, target)
    : planLevel(roster, target);
}

/**
 * Fixes and what they add up to. Counted in hundredths of a percentage of the points that there are, so that nothing is
 * rounded: a target of t percent is reached when 100 * low - t * of is not below zero.
 */
import { RuleLevel, Verdict } from '../rules';
import { Cap } from './caps';
import { FixWalker, worthOf } from './FixWalker';
import { isOpen, Outlook, outlookOf, toPass } from './outlook';
import { Points } from './report';
import { Fix, Roster, RosterEntry } from './Roster';
import { reachedLevel } from './scoreService';
import { WeighedVerdict } from './scoreVerdicts';

/** What a fix is worth at the very most, whatever else is done: its weight, and all that its caps hold back now. */
function mostWorth(
  verdict: WeighedVerdict,
  { scores }: Outlook,
  weighed: readonly WeighedVerdict[],
  percent: number,
): number {
  const lifted = scores.filter(({ losses }) =>
    losses.some(({ cap }) => cap.unless === verdict.ruleId),
  );
  return lifted.reduce((sum, { category, losses }) => {
    const low = losses.reduce((all, { lostLow }) => all + lostLow, 0);
    const of = weighed
      .filter(one => one.exempt && one.category === category)
      .reduce((all, { weight }) => all - weight, 0);
    return sum + worthOf({ low, of, high: 0, known: 0 }, percent);
  }, 100 * verdict.weight);
}

/** No set of fewer fixes than this reaches the percentage. */
export function fewestFixes(roster: Roster, percent: number): number {
  let missing = -worthOf(roster.points, percent);
  const most = roster.entries
    .flatMap(({ weighed }) => {
      const outlook = outlookOf(weighed, roster.caps);
      return weighed
        .filter(verdict => isOpen(verdict) && !verdict.exempt)
        .map(verdict => mostWorth(verdict, outlook, weighed, percent));
    })
    .sort((a, b) => b - a);
  let count = 0;
  while (missing > 0 && count < most.length) {
    missing -= most[count];
    count += 1;
  }
  return count;
}

/** Points when the given rules of one service pass. */
function pointsWith(
  { weighed }: RosterEntry,
  caps: readonly Cap[],
  passing: ReadonlySet<string>,
): Points {
  const then = weighed.map(one =>
    passing.has(one.ruleId) ? toPass(one) : one,
  );
  return outlookOf(then, caps).points;
}

/** Leaves out, lightest first, every fix without which the target is reached too. */
function dropNeedless(
  roster: Roster,
  chosen: readonly Fix[],
  percent: number,
  reached: Points,
): Fix[] {
  const sets = roster.entries.map(() => new Set<string>());
  for (const { at, ruleId } of chosen) sets[at].add(ruleId);
  let spare = worthOf(reached, percent);
  const weightOf = ({ ruleId }: Fix) => roster.ruleOf(ruleId)?.weight ?? 0;
  const dropped = new Set<Fix>();
  for (const fix of [...chosen].sort((a, b) => weightOf(a) - weightOf(b))) {
    if (spare < 0) break;
    const entry = roster.entries[fix.at];
    const set = sets[fix.at];
    const having = worthOf(pointsWith(entry, roster.caps, set), percent);
    set.delete(fix.ruleId);
    const lacking = worthOf(pointsWith(entry, roster.caps, set), percent);
    if (spare - (having - lacking) >= 0) {
      spare -= having - lacking;
      dropped.add(fix);
    } else set.add(fix.ruleId);
  }
  return chosen.filter(fix => !dropped.has(fix));
}

/** Fixes that reach the percentage, none of which can be left out; all of them when even those do not. */
export function greedyFixes(roster: Roster, percent: number): Fix[] {
  const walker = new FixWalker(roster, roster.fixes, percent);
  const chosen: Fix[] = [];
  while (worthOf(walker.points, percent) < 0) {
    const fix = walker.next();
    if (!fix) return chosen;
    chosen.push(fix);
  }
  return dropNeedless(roster, chosen, percent, walker.points);
}

/** The level that a service has with the verdicts as they are given. */
export function levelWith(
  roster: Roster,
  { service }: RosterEntry,
  weighed: readonly WeighedVerdict[],
): RuleLevel | undefined {
  const now = new Map(weighed.map(one => [one.ruleId, one]));
  const verdicts = service.verdicts.map((verdict): Verdict => {
    const { outcome, stale } = now.get(verdict.ruleId) ?? verdict;
    return { ...verdict, outcome, stale };
  });
  const level = reachedLevel(verdicts, roster.rules);
  return level === 'none' ? undefined : level;
}

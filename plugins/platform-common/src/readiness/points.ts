/**
 * Arithmetic of scores. Whole numbers only: adding points is exact in any order, so the parts of a score
 * add up to the whole, and a percentage is only a way to print it.
 */
import { Outcome, RULE_CATEGORIES } from '../rules';
import { CategoryPoints, Points, VerdictCounts } from './report';

/** No points of none. */
export const NO_POINTS: Points = { low: 0, high: 0, known: 0, of: 0 };

/** Points of a verdict with the given weight: not applicable counts nowhere, unknown and stale only at the high end. */
export function pointsOf(
  verdict: { outcome: Outcome; stale: boolean },
  weight: number,
): Points {
  if (verdict.outcome === 'not-applicable') return NO_POINTS;
  if (verdict.outcome === 'unknown' || verdict.stale)
    return { low: 0, high: weight, known: 0, of: weight };
  const got = verdict.outcome === 'pass' ? weight : 0;
  return { low: got, high: got, known: weight, of: weight };
}

/** Sum of points. */
export function addPoints(parts: Iterable<Points>): Points {
  let { low, high, known, of } = NO_POINTS;
  for (const part of parts) {
    low += part.low;
    high += part.high;
    known += part.known;
    of += part.of;
  }
  return { low, high, known, of };
}

/** Sum of points category by category, in the order of the categories; categories without points are left out. */
export function addCategories(
  parts: Iterable<readonly CategoryPoints[]>,
): CategoryPoints[] {
  const all = [...parts].flat();
  return RULE_CATEGORIES.map(category => ({
    category,
    points: addPoints(
      all.filter(part => part.category === category).map(part => part.points),
    ),
  })).filter(({ points }) => points.of > 0);
}

/** Sum of counts. */
export function addCounts(parts: Iterable<VerdictCounts>): VerdictCounts {
  const sum = { pass: 0, fail: 0, unknown: 0, notApplicable: 0 };
  for (const part of parts) {
    sum.pass += part.pass;
    sum.fail += part.fail;
    sum.unknown += part.unknown;
    sum.notApplicable += part.notApplicable;
  }
  return sum;
}

/** Counts verdicts; a stale one is not known and counts as unknown. */
export function countVerdicts(
  verdicts: Iterable<{ outcome: Outcome; stale: boolean }>,
): VerdictCounts {
  const counts = { pass: 0, fail: 0, unknown: 0, notApplicable: 0 };
  for (const { outcome, stale } of verdicts) {
    if (outcome === 'not-applicable') counts.notApplicable += 1;
    else if (outcome === 'unknown' || stale) counts.unknown += 1;
    else counts[outcome] += 1;
  }
  return counts;
}

/**
 * The score in whole percent, for the screen: rounded down, so that 100 means everything. `undefined`
 * when nothing applies. `confidence` is the share of the weight that is known and fresh, in percent.
 */
export function percentOf(
  points: Points,
): { low: number; high: number; confidence: number } | undefined {
  const { low, high, known, of } = points;
  if (of === 0) return undefined;
  const percent = (value: number) => Math.floor((value * 100) / of);
  return { low: percent(low), high: percent(high), confidence: percent(known) };
}

/**
 * Arithmetic of scores. Whole numbers only: adding points is exact in any order, so the parts of a score
 * add up to the whole, and a percentage is only a way to print it.
 */
import { Outcome, RULE_CATEGORIES, Verdict } from '../rules';
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

/** Whether an exemption in force sets a verdict aside: it applies, and does not pass for certain. */
export function isExempt(
  verdict: Pick<Verdict, 'outcome' | 'stale' | 'exemption'>,
): boolean {
  const { outcome, stale, exemption } = verdict;
  if (!exemption || outcome === 'not-applicable') return false;
  return outcome !== 'pass' || stale;
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
  const sums = new Map<string, { points: Points; plain: Points }>();
  for (const part of parts) {
    for (const { category, points, plain } of part) {
      const sum = sums.get(category);
      sums.set(
        category,
        sum
          ? {
              points: addPoints([sum.points, points]),
              plain: addPoints([sum.plain, plain]),
            }
          : { points, plain },
      );
    }
  }
  return RULE_CATEGORIES.flatMap(category => {
    const sum = sums.get(category);
    return sum && sum.plain.of > 0 ? [{ category, ...sum }] : [];
  });
}

const NO_COUNTS: VerdictCounts = {
  pass: 0,
  fail: 0,
  unknown: 0,
  notApplicable: 0,
  exempt: 0,
};

/** Sum of counts. */
export function addCounts(parts: Iterable<VerdictCounts>): VerdictCounts {
  const sum = { ...NO_COUNTS };
  for (const part of parts) {
    sum.pass += part.pass;
    sum.fail += part.fail;
    sum.unknown += part.unknown;
    sum.notApplicable += part.notApplicable;
    sum.exempt += part.exempt;
  }
  return sum;
}

/**
 * Counts verdicts; a stale one is not known and counts as unknown, and what is set aside counts as exempt
 * and as nothing else. With `setAside` everything that applies is: the service is expected to be down.
 */
export function countVerdicts(
  verdicts: Iterable<Pick<Verdict, 'outcome' | 'stale' | 'exemption'>>,
  setAside = false,
): VerdictCounts {
  const counts = { ...NO_COUNTS };
  for (const verdict of verdicts) {
    const { outcome, stale } = verdict;
    if (outcome === 'not-applicable') counts.notApplicable += 1;
    else if (setAside || isExempt(verdict)) counts.exempt += 1;
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

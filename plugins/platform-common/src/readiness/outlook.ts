import { Cap } from './caps';
import { addPoints } from './points';
import { Points } from './report';
import {
  CategoryScore,
  scoreVerdicts,
  takeCaps,
  WeighedVerdict,
  withoutLosses,
} from './scoreVerdicts';

/** A difference of points: as {@link Points}, but each part may be negative. */
export type PointsChange = Points;

/** What each change of a verdict of one service would do to its points. */
export interface Outlook {
  scores: readonly CategoryScore[];
  points: Points;
  /** What the service's points gain when this verdict becomes a certain pass and nothing else changes. */
  changeOf(verdict: WeighedVerdict): PointsChange;
}

const sumOf = (scores: readonly CategoryScore[]) =>
  addPoints(scores.map(({ points }) => points));

/** The first set of points without the second. */
export function subtractPoints(a: Points, b: Points): PointsChange {
  return {
    low: a.low - b.low,
    high: a.high - b.high,
    known: a.known - b.known,
    of: a.of - b.of,
  };
}

/** Whether a verdict that applies is not a certain pass. */
export function isOpen(verdict: WeighedVerdict): boolean {
  const { outcome, stale } = verdict;
  return outcome !== 'not-applicable' && (outcome !== 'pass' || stale);
}

/** The verdict as a certain pass. */
export function toPass(verdict: WeighedVerdict): WeighedVerdict {
  return { ...verdict, outcome: 'pass', stale: false, exempt: false };
}

/**
 * Looks ahead from what a service has now. Only a rule that a cap waits for can change more than its own category's sum, so only
 * then is the whole service scored anew.
 */
export function outlookOf(
  weighed: readonly WeighedVerdict[],
  caps: readonly Cap[],
): Outlook {
  const scores = scoreVerdicts(weighed, caps);
  const now = sumOf(scores);
  const byCategory = new Map(scores.map(score => [score.category, score]));
  const lifting = new Set(caps.map(({ unless }) => unless));
  const changeOf = (verdict: WeighedVerdict): PointsChange => {
    const score = byCategory.get(verdict.category);
    if (!score || verdict.exempt || lifting.has(verdict.ruleId)) {
      const then = weighed.map(one => (one === verdict ? toPass(one) : one));
      return subtractPoints(sumOf(scoreVerdicts(then, caps)), now);
    }
    const uncertain = verdict.outcome === 'unknown' || verdict.stale;
    const raw = {
      low: score.raw.low + verdict.weight,
      high: score.raw.high + (uncertain ? 0 : verdict.weight),
      known: score.raw.known + (uncertain ? verdict.weight : 0),
      of: score.raw.of,
    };
    const then = withoutLosses(raw, takeCaps(raw, score.losses));
    return subtractPoints(then, score.points);
  };
  return { scores, points: now, changeOf };
}

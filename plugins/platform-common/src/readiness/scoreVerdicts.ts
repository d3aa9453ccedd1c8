/**
 * The heart of every score: what the verdicts of one service are worth, category by category, once exemptions are
 * set aside and caps are taken off.
 *
 * An exemption sets a verdict aside: it leaves the score, numerator and denominator. In a category that a cap holds it does
 * not: there the verdict counts as failing, and while it is open whether the cap holds, it counts like something unknown. Otherwise mending what is exempt could lower a percentage (its weight would come back into a category that may
 * not earn it), and setting aside could buy what the cap withholds. So whatever is turned from fail to pass, no share of
 * any score gets smaller, and no exemption makes one smaller either.
 */
import { Outcome, RULE_CATEGORIES, RuleCategory } from '../rules';
import { Cap } from './caps';
import { addPoints, NO_POINTS, pointsOf } from './points';
import { Points } from './report';

/** A verdict with what it takes to count it. */
export interface WeighedVerdict {
  ruleId: string;
  category: RuleCategory;
  weight: number;
  outcome: Outcome;
  stale: boolean;
  /** An exemption in force sets it aside. */
  exempt: boolean;
}

/** Whether a cap holds: `open` when its rule is unknown or stale. */
export type Hold = 'no' | 'open' | 'yes';

/** A cap that holds, or may. */
export interface HeldCap {
  cap: Cap;
  hold: Hold;
}

/** What a cap takes from one category of one service. */
export interface CapLoss extends HeldCap {
  lostLow: number;
  lostHigh: number;
}

/** One category of one service. */
export interface CategoryScore {
  category: RuleCategory;
  /** Before caps. */
  raw: Points;
  /** After caps. */
  points: Points;
  /** Whether any cap holds here. */
  hold: Hold;
  /** Every cap that holds or may; `raw` minus all of these is `points`. */
  losses: CapLoss[];
}

const RANK: Readonly<Record<Hold, number>> = { no: 0, open: 1, yes: 2 };

/** Whether a cap holds, by what its rule says; a rule that is not judged, does not apply or is exempt holds nothing back. */
export function holdOf(
  said: Omit<WeighedVerdict, 'weight' | 'category' | 'ruleId'> | undefined,
): Hold {
  if (!said || said.exempt || said.outcome === 'not-applicable') return 'no';
  if (said.outcome === 'unknown' || said.stale) return 'open';
  return said.outcome === 'fail' ? 'yes' : 'no';
}

/** What a verdict counts in a category that is held like this. */
export function countedPoints(
  verdict: Omit<WeighedVerdict, 'category' | 'ruleId'>,
  hold: Hold,
): Points {
  const { weight, exempt } = verdict;
  const plain = pointsOf(verdict, weight);
  if (!exempt) return plain;
  if (hold === 'no') return NO_POINTS;
  return hold === 'open'
    ? { low: 0, high: weight, known: 0, of: weight }
    : { ...plain, low: 0, high: 0 };
}

/** What caps take, the mildest first, so that what a stricter one takes is what lifting it gives back. */
export function takeCaps(raw: Points, held: readonly HeldCap[]): CapLoss[] {
  let { low, high } = raw;
  return held.map(({ cap, hold }) => {
    const limit = Math.floor((raw.of * cap.atMostPercent) / 100);
    const lostLow = Math.max(0, low - limit);
    const lostHigh = hold === 'yes' ? Math.max(0, high - limit) : 0;
    low -= lostLow;
    high -= lostHigh;
    return { cap, hold, lostLow, lostHigh };
  });
}

/** Points after caps. */
export function withoutLosses(raw: Points, losses: readonly CapLoss[]): Points {
  const points = { ...raw };
  for (const { lostLow, lostHigh } of losses) {
    points.low -= lostLow;
    points.high -= lostHigh;
  }
  return points;
}

function scoreCategory(
  category: RuleCategory,
  verdicts: readonly WeighedVerdict[],
  held: readonly HeldCap[],
): CategoryScore {
  const hold = held.reduce<Hold>(
    (most, one) => (RANK[one.hold] > RANK[most] ? one.hold : most),
    'no',
  );
  const raw = addPoints(verdicts.map(verdict => countedPoints(verdict, hold)));
  const losses = takeCaps(raw, held);
  return { category, raw, points: withoutLosses(raw, losses), hold, losses };
}

/** Caps that hold or may, in the order in which they take: the mildest first, then by id. */
function findHeld(
  caps: readonly Cap[],
  verdicts: readonly WeighedVerdict[],
): HeldCap[] {
  if (caps.length === 0) return [];
  const needed = new Set(caps.map(({ unless }) => unless));
  const said = new Map(
    verdicts
      .filter(({ ruleId }) => needed.has(ruleId))
      .map(verdict => [verdict.ruleId, verdict]),
  );
  return caps
    .map(cap => ({ cap, hold: holdOf(said.get(cap.unless)) }))
    .filter(({ hold }) => hold !== 'no')
    .sort(
      (a, b) =>
        b.cap.atMostPercent - a.cap.atMostPercent ||
        (a.cap.id < b.cap.id ? -1 : 1),
    );
}

/** Scores the verdicts of one service; categories in their order, those in which nothing applies left out. */
export function scoreVerdicts(
  verdicts: readonly WeighedVerdict[],
  caps: readonly Cap[],
): CategoryScore[] {
  const byCategory = new Map<RuleCategory, WeighedVerdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome === 'not-applicable') continue;
    const list = byCategory.get(verdict.category);
    if (list) list.push(verdict);
    else byCategory.set(verdict.category, [verdict]);
  }
  const held = findHeld(caps, verdicts);
  return RULE_CATEGORIES.flatMap(category => {
    const own = byCategory.get(category);
    if (!own) return [];
    const here = held.filter(({ cap }) => cap.category === category);
    return [scoreCategory(category, own, here)];
  });
}

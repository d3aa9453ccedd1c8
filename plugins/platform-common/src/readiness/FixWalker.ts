import { Outlook, outlookOf, PointsChange, toPass } from './outlook';
import { addPoints } from './points';
import { Points } from './report';
import { Fix, Roster } from './Roster';
import { WeighedVerdict } from './scoreVerdicts';

/** What a change of points is worth on the way to a percentage. */
export function worthOf({ low, of }: PointsChange, percent: number): number {
  return 100 * low - percent * of;
}

interface Best {
  fix: Fix;
  worth: number;
  weight: number;
}

/** Does fixes one after the other, always the one that is worth most at that moment. */
export class FixWalker {
  readonly #roster: Roster;
  readonly #percent: number;
  readonly #weighed: WeighedVerdict[][];
  readonly #left: Fix[][];
  readonly #best: (Best | undefined)[];
  readonly #outlooks: Outlook[] = [];
  #points: Points;

  /** @param percent - What `of` weighs against `low`; 0 goes by the low end alone. */
  constructor(roster: Roster, fixes: readonly Fix[], percent: number) {
    this.#roster = roster;
    this.#percent = percent;
    this.#points = roster.points;
    this.#weighed = roster.entries.map(({ weighed }) => [...weighed]);
    this.#left = roster.entries.map(() => []);
    for (const fix of fixes) this.#left[fix.at].push(fix);
    this.#best = roster.entries.map((_, at) => this.#bestAt(at));
  }

  /** Points with everything done so far. */
  get points(): Points {
    return this.#points;
  }

  /** The verdicts of a service with everything done so far. */
  verdictsOf(at: number): readonly WeighedVerdict[] {
    return this.#weighed[at];
  }

  #bestAt(at: number): Best | undefined {
    const outlook = outlookOf(this.#weighed[at], this.#roster.caps);
    this.#outlooks[at] = outlook;
    const byRule = new Map(this.#weighed[at].map(one => [one.ruleId, one]));
    let best: Best | undefined;
    for (const fix of this.#left[at]) {
      const verdict = byRule.get(fix.ruleId);
      if (!verdict) continue;
      const worth = worthOf(outlook.changeOf(verdict), this.#percent);
      const { weight } = verdict;
      if (!best || isBetter({ fix, worth, weight }, best))
        best = { fix, worth, weight };
    }
    return best;
  }

  /** Does the fix that is worth most; `undefined` when all are done. */
  next(): Fix | undefined {
    let best: Best | undefined;
    for (const one of this.#best)
      if (one && (!best || isBetter(one, best))) best = one;
    if (!best) return undefined;
    const { at, ruleId } = best.fix;
    const before = this.#outlooks[at];
    const verdict = this.#weighed[at].find(one => one.ruleId === ruleId);
    if (verdict)
      this.#points = addPoints([this.#points, before.changeOf(verdict)]);
    this.#weighed[at] = this.#weighed[at].map(one =>
      one.ruleId === ruleId ? toPass(one) : one,
    );
    this.#left[at] = this.#left[at].filter(one => one.ruleId !== ruleId);
    this.#best[at] = this.#bestAt(at);
    return best.fix;
  }
}

function isBetter(a: Best, b: Best): boolean {
  return a.worth !== b.worth ? a.worth > b.worth : a.weight > b.weight;
}

import { HistoryPoint } from '@254carbon/backstage-plugin-platform-common';
import { Gap } from './geometry';

/** A move of a score from one stored point to the next. */
export interface Step {
  before: HistoryPoint;
  after: HistoryPoint;
  /** What the low end's percentage moved by. */
  moved: number;
}

function lowOf({ points }: HistoryPoint): number {
  return (points.low * 100) / points.of;
}

/**
 * The moves of a score that are worth a mark, in the order of time: the biggest ones, and none that is smaller
 * than `least` percent. What happened across a gap is not known to have happened at once, and is left out.
 */
export function findSteps(options: {
  points: readonly HistoryPoint[];
  gaps: readonly Gap[];
  most: number;
  least: number;
}): Step[] {
  const { points, gaps, most, least } = options;
  const scored = points.filter(({ points: { of } }) => of > 0);
  const steps = scored.slice(1).map((after, i): Step => {
    const before = scored[i];
    return { before, after, moved: lowOf(after) - lowOf(before) };
  });
  const acrossGap = ({ before, after }: Step) =>
    gaps.some(
      ({ from, to }) =>
        Date.parse(from) < Date.parse(after.at) &&
        Date.parse(to) > Date.parse(before.at),
    );
  return steps
    .filter(step => Math.abs(step.moved) >= least && !acrossGap(step))
    .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved))
    .slice(0, most)
    .sort((a, b) => Date.parse(a.after.at) - Date.parse(b.after.at));
}

/**
 * The arithmetic of a comparison, without I/O. A figure is the median of several runs with its spread,
 * because single runs on a shared machine mean little; a comparison is the ratio of two medians, because
 * a ratio survives a change of machine and a figure does not. The sides take turns, so that whatever else
 * the machine does falls on both.
 */

/** The two sides: our portal, and the stock app of the same Backstage release. */
export const SIDES = ['stock', 'portal'] as const;
export type Side = (typeof SIDES)[number];

/** The middle of several runs and how far they lie apart, all in one unit. */
export interface Figure {
  median: number;
  min: number;
  max: number;
  runs: number;
}

/** Two figures side by side; `ratio` is portal / stock and may be at most `bound`. */
export interface Comparison {
  portal: Figure;
  stock: Figure;
  ratio: number;
  bound: number;
  holds: boolean;
}

/**
 * The middle value, or the mean of the two middle ones.
 *
 * @throws RangeError when there is no value: nothing measured is not zero
 */
export function median(values: readonly number[]): number {
  if (values.length === 0)
    throw new RangeError(
      'There is no median of nothing; measure at least once.',
    );
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median and spread. @throws RangeError when there is no value */
export function figureOf(values: readonly number[]): Figure {
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    runs: values.length,
  };
}

/**
 * Compares the two sides.
 *
 * @throws RangeError when a side was not measured, or the stock's median is not above zero
 */
export function compare(
  values: { portal: readonly number[]; stock: readonly number[] },
  bound: number,
): Comparison {
  const portal = figureOf(values.portal);
  const stock = figureOf(values.stock);
  if (!(stock.median > 0))
    throw new RangeError(
      `A ratio to ${stock.median} means nothing; measure the stock app again.`,
    );
  const ratio = portal.median / stock.median;
  return { portal, stock, ratio, bound, holds: ratio <= bound };
}

/** The order of runs: every side once per round, A B A B. */
export function interleave<T>(
  sides: readonly T[],
  rounds: number,
): Array<{ side: T; round: number }> {
  return Array.from({ length: rounds }, (_, index) =>
    sides.map(side => ({ side, round: index + 1 })),
  ).flat();
}

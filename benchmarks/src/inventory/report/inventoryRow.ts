import { Figure, figureOf } from '../../report/figures';
import type { InventorySide } from '../inventorySamples';

/** One line of the comparison. */
export interface InventoryRow {
  title: string;
  unit: '' | 'ms' | 's' | 'KiB' | 'MiB';
  portal: Figure;
  peer?: Figure;
  /** Portal divided by peer, of the medians; absent where the peer has none, or has zero. */
  ratio?: number;
  bound?: { text: string; holds: boolean };
}

const round = (value: number) => Math.round(value * 100) / 100;

function roundFigure(figure: Figure): Figure {
  const { median, min, max, runs } = figure;
  return { median: round(median), min: round(min), max: round(max), runs };
}

/**
 * The value that 95 of 100 do not exceed: the smallest that at least so many are not above.
 *
 * @throws RangeError when there is no value
 */
export function percentile95(values: readonly number[]): number {
  if (values.length === 0)
    throw new RangeError('There is no percentile of nothing; measure first.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

/** What a line is held to. */
export interface Limit {
  /** What is held to the limit; of a ratio, and of a figure its median unless told. */
  of: 'ratio' | 'median' | 'max';
  most: number;
}

function judge(row: Omit<InventoryRow, 'bound'>, limit: Limit | undefined) {
  if (!limit) return {};
  const value = limit.of === 'ratio' ? row.ratio : round(row.portal[limit.of]);
  const text =
    limit.of === 'ratio'
      ? `at most ${limit.most} of the peer's`
      : `at most ${limit.most}${row.unit ? ` ${row.unit}` : ''}`;
  return value === undefined
    ? {}
    : { bound: { text, holds: value <= limit.most } };
}

/** A line, unless the portal was not measured: what was not measured never counts as zero. */
export function toRow(options: {
  title: string;
  unit: InventoryRow['unit'];
  portal: readonly number[];
  peer?: readonly number[];
  limit?: Limit;
}): InventoryRow[] {
  const { title, unit, portal, peer = [], limit } = options;
  if (portal.length === 0) return [];
  const ours = figureOf(portal);
  const theirs = peer.length > 0 ? figureOf(peer) : undefined;
  const isRatio = theirs !== undefined && theirs.median > 0;
  const row = {
    title,
    unit,
    portal: roundFigure(ours),
    ...(theirs ? { peer: roundFigure(theirs) } : {}),
    // Four digits: a hundredth is a bound, and must not be rounded to it.
    ...(isRatio
      ? { ratio: Math.round((ours.median / theirs.median) * 10_000) / 10_000 }
      : {}),
  };
  return [{ ...row, ...judge(row, limit) }];
}

/** The values of both sides of one list of samples. */
export function bySide<T extends { side: InventorySide }>(
  samples: readonly T[],
  value: (sample: T) => number,
): { portal: number[]; peer: number[] } {
  const of = (side: InventorySide) =>
    samples.filter(sample => sample.side === side).map(value);
  return { portal: of('portal'), peer: of('peer') };
}

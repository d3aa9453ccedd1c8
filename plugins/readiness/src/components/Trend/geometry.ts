/**
 * Where things stand in the chart of a score, without a page. Times and scores become shares of the plot from 0 to
 * 100, so that the same numbers place SVG and text, whatever the width. A score holds until it is judged
 * again, so its line is a stair and never a slope; where the portal did not judge there is no line at all,
 * because nobody knows what it would have been.
 */
import { Points } from '@254carbon/backstage-plugin-platform-common';

/** One judgement: when, and the points then. */
export interface Run {
  at: string;
  points: Points;
}

/** A time in which nothing was judged. */
export interface Gap {
  from: string;
  to: string;
}

/** A run placed in the plot: `x` from the left, `low` and `high` from the top, each 0 to 100. */
export interface Dot {
  x: number;
  low: number;
  high: number;
}

/** A mark at the side of the plot. */
export interface Tick {
  /** From the left, or from the top: 0 to 100. */
  at: number;
  label: string;
}

/** Everything that the chart draws. */
export interface Geometry {
  /** Stairs without a gap inside, oldest first. */
  stairs: Dot[][];
  /** From the left, 0 to 100. */
  gaps: { from: number; to: number }[];
  scores: Tick[];
  times: Tick[];
  /** Where a time stands, 0 to 100. */
  xOf(at: string): number;
}

const DAY_MS = 86_400_000;
const SCORE_STEPS = [1, 2, 5, 10, 20, 25, 50];
const MOST_SCORE_TICKS = 5;
const MOST_TIME_TICKS = 5;

/** Percent with fractions, so that small steps show; rounding down is for words. */
function exact(value: number, of: number): number {
  return (value * 100) / of;
}

function scoreRange(runs: readonly Run[]): { bottom: number; top: number } {
  const lows = runs.map(({ points }) => exact(points.low, points.of));
  const highs = runs.map(({ points }) => exact(points.high, points.of));
  const least = Math.min(...lows);
  const most = Math.max(...highs);
  const step = SCORE_STEPS.find(
    size => (most - least) / size <= MOST_SCORE_TICKS - 2,
  )!;
  return {
    bottom: Math.max(0, Math.floor(least / step) * step - step),
    top: Math.min(100, Math.ceil(most / step) * step + step),
  };
}

function scoreTicks(bottom: number, top: number): Tick[] {
  const step = SCORE_STEPS.find(
    size => (top - bottom) / size <= MOST_SCORE_TICKS,
  )!;
  const ticks: Tick[] = [];
  for (
    let value = Math.ceil(bottom / step) * step;
    value <= top;
    value += step
  ) {
    const at = ((top - value) / Math.max(1, top - bottom)) * 100;
    ticks.push({ at, label: `${value}` });
  }
  return ticks;
}

function timeInWords(time: number, span: number): string {
  const text = new Date(time).toISOString();
  const day = text.slice(5, 10);
  if (span > 2 * DAY_MS) return day;
  return span > DAY_MS ? `${day} ${text.slice(11, 16)}` : text.slice(11, 16);
}

function timeTicks(from: number, to: number): Tick[] {
  const span = to - from;
  const sizes = [
    1 / 1440,
    5 / 1440,
    15 / 1440,
    1 / 24,
    3 / 24,
    6 / 24,
    12 / 24,
    1,
    2,
    7,
    14,
    30,
    90,
  ];
  const size = sizes
    .map(days => days * DAY_MS)
    .find(step => span / step <= MOST_TIME_TICKS);
  if (!size) return [];
  const ticks: Tick[] = [];
  for (let time = Math.ceil(from / size) * size; time <= to; time += size) {
    ticks.push({
      at: ((time - from) / span) * 100,
      label: timeInWords(time, span),
    });
  }
  return ticks;
}

/** The runs as stairs: each score holds until the next run, or until a gap begins. */
function stairsOf(
  runs: readonly Run[],
  gaps: readonly Gap[],
  place: (run: Run, at: number) => Dot,
  end: number,
): Dot[][] {
  const stairs: Dot[][] = [];
  let stair: Dot[] = [];
  for (const [i, run] of runs.entries()) {
    const at = Date.parse(run.at);
    const next = i + 1 < runs.length ? Date.parse(runs[i + 1].at) : end;
    const gap = gaps.find(({ from }) => {
      const begins = Date.parse(from);
      return at <= begins && begins < next;
    });
    stair.push(place(run, at), place(run, gap ? Date.parse(gap.from) : next));
    if (gap) {
      stairs.push(stair);
      stair = [];
    }
  }
  return stair.length > 0 ? [...stairs, stair] : stairs;
}

/**
 * Places runs (oldest first, each with a score) and gaps in the plot. `from` and `to` are the times at its
 * sides, in milliseconds; by default those of the first and the last run.
 */
export function layOutTrend(options: {
  runs: readonly Run[];
  gaps?: readonly Gap[];
  from?: number;
  to?: number;
}): Geometry {
  const { runs, gaps = [] } = options;
  const from = options.from ?? Date.parse(runs[0].at);
  const to = Math.max(
    options.to ?? Date.parse(runs[runs.length - 1].at),
    from + 1,
  );
  const { bottom, top } = scoreRange(runs);
  const x = (time: number) =>
    Math.min(100, Math.max(0, ((time - from) / (to - from)) * 100));
  const y = (percent: number) =>
    ((top - percent) / Math.max(1, top - bottom)) * 100;
  const place = ({ points }: Run, at: number): Dot => ({
    x: x(at),
    low: y(exact(points.low, points.of)),
    high: y(exact(points.high, points.of)),
  });
  return {
    stairs: stairsOf(runs, gaps, place, to),
    gaps: gaps.map(gap => ({
      from: x(Date.parse(gap.from)),
      to: x(Date.parse(gap.to)),
    })),
    scores: scoreTicks(bottom, top),
    times: timeTicks(from, to),
    xOf: at => x(Date.parse(at)),
  };
}

/** Index of the run that is nearest to a place of the plot, 0 to 100 from the left. */
export function nearestRun(
  geometry: Pick<Geometry, 'xOf'>,
  runs: readonly Run[],
  x: number,
): number {
  let nearest = 0;
  let least = Infinity;
  for (const [i, { at }] of runs.entries()) {
    const distance = Math.abs(geometry.xOf(at) - x);
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** Marks nearer to each other than this, in percent of the width, would cover each other. */
const MARK_WIDTH = 4;

/**
 * Numbered marks that cannot cover each other: those that stand too near become one, `1-3`. `xs` are the places of the
 * notes in their order, in percent of the width.
 */
export function gatherMarks(
  xs: readonly number[],
): { x: number; label: string }[] {
  const groups: { first: number; last: number; x: number }[] = [];
  xs.forEach((x, i) => {
    const group = groups[groups.length - 1];
    if (group && Math.abs(x - group.x) < MARK_WIDTH) group.last = i;
    else groups.push({ first: i, last: i, x });
  });
  return groups.map(({ first, last, x }) => ({
    x,
    label: first === last ? `${first + 1}` : `${first + 1}-${last + 1}`,
  }));
}

import { compare, Comparison, Figure, figureOf } from './figures';
import type { Samples } from './samples';

/** How much more than the stock app the portal may need. */
export const BOUNDS = {
  install: 1,
  startToPage: 1.1,
  residentMemory: 1.25,
} as const;

/** What `baseline.json` holds: seconds and MiB, two decimals. */
export interface Baseline {
  machine: string;
  portal: string;
  stock: string;
  /** Seconds. */
  install?: Comparison;
  /** Seconds. */
  startToReady?: Comparison;
  startToPage?: Comparison;
  /** MiB. */
  residentMemory?: Comparison;
  peakMemory?: Comparison;
  /** The demo platform, apart. */
  demoPlatform?: { startSeconds: Figure; residentMiB: Figure };
}

const round = (value: number) => Math.round(value * 100) / 100;

function roundFigure(figure: Figure): Figure {
  return {
    ...figure,
    median: round(figure.median),
    min: round(figure.min),
    max: round(figure.max),
  };
}

/** Rounded for reading; the verdict was given on the exact ratio. */
function roundComparison(comparison: Comparison): Comparison {
  return {
    ...comparison,
    portal: roundFigure(comparison.portal),
    stock: roundFigure(comparison.stock),
    ratio: round(comparison.ratio),
  };
}

/** Compares one quantity of both sides, or gives undefined when a side has no run. */
function compareBy<T extends { side: string }>(
  samples: readonly T[],
  quantity: (sample: T) => number,
  bound: number,
): Comparison | undefined {
  const of = (side: string) =>
    samples.filter(sample => sample.side === side).map(quantity);
  const values = { portal: of('portal'), stock: of('stock') };
  if (values.portal.length === 0 || values.stock.length === 0) return undefined;
  return roundComparison(compare(values, bound));
}

/** Medians, spreads and ratios of what was measured; a suite without runs on both sides is left out. */
export function buildBaseline(samples: Samples, machine: string): Baseline {
  const { install, start } = samples;
  const platforms = start.flatMap(({ platform }) =>
    platform ? [platform] : [],
  );
  return {
    machine,
    portal: samples.portal,
    stock: samples.stock,
    install: compareBy(
      install,
      ({ milliseconds }) => milliseconds / 1000,
      BOUNDS.install,
    ),
    startToReady: compareBy(
      start,
      ({ readyMs }) => readyMs / 1000,
      BOUNDS.startToPage,
    ),
    startToPage: compareBy(
      start,
      ({ pageMs }) => pageMs / 1000,
      BOUNDS.startToPage,
    ),
    residentMemory: compareBy(
      start,
      ({ residentKiB }) => residentKiB / 1024,
      BOUNDS.residentMemory,
    ),
    peakMemory: compareBy(
      start,
      ({ peakKiB }) => peakKiB / 1024,
      BOUNDS.residentMemory,
    ),
    demoPlatform:
      platforms.length === 0
        ? undefined
        : {
            startSeconds: roundFigure(
              figureOf(platforms.map(({ startMs }) => startMs / 1000)),
            ),
            residentMiB: roundFigure(
              figureOf(platforms.map(({ residentKiB }) => residentKiB / 1024)),
            ),
          },
  };
}

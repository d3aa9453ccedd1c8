import {
  percentOf,
  TrendPoint,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
} from '@254carbon/backstage-plugin-platform-react';
import { rangeInWords } from '../../words';
import styles from './Trend.module.css';

const WIDTH = 320;
const HEIGHT = 72;
const PAD = 4;

interface Dot {
  at: number;
  low: number;
  high: number;
}

function dotsOf(trend: readonly TrendPoint[]): Dot[] {
  return trend.flatMap(({ judgedAt, points }) => {
    const score = percentOf(points);
    // The line is drawn from points, not from rounded percents, so that small steps show.
    return score
      ? [
          {
            at: Date.parse(judgedAt),
            low: (points.low * 100) / points.of,
            high: (points.high * 100) / points.of,
          },
        ]
      : [];
  });
}

function path(dots: readonly Dot[]): { band: string; line: string } {
  const first = dots[0].at;
  const span = Math.max(1, dots[dots.length - 1].at - first);
  const bottom = Math.max(0, Math.min(...dots.map(({ low }) => low)) - 2);
  const top = Math.min(100, Math.max(...dots.map(({ high }) => high)) + 2);
  const x = (dot: Dot) =>
    (PAD + ((dot.at - first) / span) * (WIDTH - 2 * PAD)).toFixed(1);
  const y = (value: number) =>
    (
      HEIGHT -
      PAD -
      ((value - bottom) / Math.max(1, top - bottom)) * (HEIGHT - 2 * PAD)
    ).toFixed(1);
  const lows = dots.map(dot => `${x(dot)},${y(dot.low)}`);
  const highs = dots.map(dot => `${x(dot)},${y(dot.high)}`);
  return {
    line: lows.join(' '),
    band: [...lows, ...highs.reverse()].join(' '),
  };
}

/** The stored runs as a line (what is certain) under a band (what may be), with the same in words. */
export function Trend(props: { trend: TrendPoint[] }) {
  const { trend } = props;
  const dots = dotsOf(trend);
  if (dots.length < 2) {
    return (
      <EmptyState title="No trend yet">
        There is one stored run so far; the line begins with the second.
      </EmptyState>
    );
  }
  const [first, last] = [trend[0], trend[trend.length - 1]];
  const { band, line } = path(dots);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.chart}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Readiness of the platform over ${
          trend.length
        } stored runs: from ${rangeInWords(first.points)} to ${rangeInWords(
          last.points,
        )}`}
      >
        <polygon points={band} className={styles.band} />
        <polyline points={line} className={styles.line} />
      </svg>
      <figcaption className={styles.note}>
        {rangeInWords(first.points)} <Freshness at={first.judgedAt} />, now{' '}
        {rangeInWords(last.points)}. {trend.length} stored runs; the line is
        what is certain, the band what may be.
      </figcaption>
    </figure>
  );
}

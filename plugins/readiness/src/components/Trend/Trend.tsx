/**
 * A score over time: a stair of what is certain under a band of what may be, holes where nothing was
 * judged, and numbered marks where something moved it. The chart is one control: left and right walk the
 * runs, and what the run said stands below it in words, so that nothing needs a pointer or eyes.
 */
import { PointerEvent, ReactNode, useState } from 'react';
import {
  EmptyState,
  Freshness,
  spanInWords,
} from '@254carbon/backstage-plugin-platform-react';
import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import { rangeInWords } from '../../words';
import {
  Dot,
  Gap,
  gatherMarks,
  Geometry,
  layOutTrend,
  nearestRun,
  Run,
} from './geometry';
import styles from './Trend.module.css';

/** Something that moved the score, marked with its number. */
export interface TrendNote {
  key: string;
  at: string;
  text: ReactNode;
}

function stairPaths(stair: readonly Dot[]): { line: string; band: string } {
  const lows = stair.map(({ x, low }) => `${x.toFixed(2)},${low.toFixed(2)}`);
  const highs = stair.map(
    ({ x, high }) => `${x.toFixed(2)},${high.toFixed(2)}`,
  );
  return {
    line: lows.join(' '),
    band: [...lows, ...highs.reverse()].join(' '),
  };
}

function Plot(props: { geometry: Geometry; cursor: number }) {
  const { geometry, cursor } = props;
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className={styles.plot}
      aria-hidden="true"
    >
      {geometry.scores.map(({ at, label }) => (
        <line
          key={label}
          x1="0"
          x2="100"
          y1={at}
          y2={at}
          className={styles.rule}
        />
      ))}
      {geometry.gaps.map(({ from, to }) => (
        <rect
          key={from}
          x={from}
          width={Math.max(0.4, to - from)}
          y="0"
          height="100"
          className={styles.gap}
        />
      ))}
      {geometry.stairs.map(stair => {
        const { line, band } = stairPaths(stair);
        return (
          <g key={line}>
            <polygon points={band} className={styles.band} />
            <polyline points={line} className={styles.line} />
          </g>
        );
      })}
      <line x1={cursor} x2={cursor} y1="0" y2="100" className={styles.cursor} />
    </svg>
  );
}

function Marks(props: { geometry: Geometry; notes: readonly TrendNote[] }) {
  const { geometry, notes } = props;
  return (
    <>
      {geometry.scores.map(({ at, label }) => (
        <span key={label} className={styles.score} style={{ top: `${at}%` }}>
          {label}
        </span>
      ))}
      {geometry.times.map(({ at, label }) => (
        <span key={at} className={styles.time} style={{ left: `${at}%` }}>
          {label}
        </span>
      ))}
      {gatherMarks(notes.map(({ at }) => geometry.xOf(at))).map(
        ({ x, label }) => (
          <span key={label} className={styles.mark} style={{ left: `${x}%` }}>
            {label}
          </span>
        ),
      )}
    </>
  );
}

function runInWords({ at, points }: Run): string {
  const confidence = percentOf(points)?.confidence ?? 0;
  return `${rangeInWords(points)}, ${confidence} % known, judged ${at
    .slice(0, 16)
    .replace('T', ' ')} UTC`;
}

function Chart(props: {
  label: string;
  runs: readonly Run[];
  gaps: readonly Gap[];
  notes: readonly TrendNote[];
  from?: number;
  to?: number;
}) {
  const { label, runs, gaps, notes, from, to } = props;
  const [asked, setChosen] = useState<number>();
  const geometry = layOutTrend({ runs, gaps, from, to });
  const chosen = Math.min(asked ?? runs.length - 1, runs.length - 1);
  const point = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0)
      setChosen(
        nearestRun(geometry, runs, ((event.clientX - left) * 100) / width),
      );
  };
  const inWords = runInWords(runs[chosen]);
  return (
    <>
      <div className={styles.frame}>
        <div className={styles.area}>
          <Plot geometry={geometry} cursor={geometry.xOf(runs[chosen].at)} />
          <div aria-hidden="true">
            <Marks geometry={geometry} notes={notes} />
          </div>
          <input
            type="range"
            className={styles.walk}
            min={0}
            max={runs.length - 1}
            value={chosen}
            aria-label={label}
            aria-valuetext={inWords}
            onChange={event => setChosen(Number(event.target.value))}
            onPointerMove={point}
            onPointerLeave={() => setChosen(undefined)}
          />
        </div>
      </div>
      <p className={styles.note}>{inWords}</p>
    </>
  );
}

function gapsInWords(gaps: readonly Gap[]): string {
  const length = gaps.reduce(
    (sum, { from, to }) => sum + Date.parse(to) - Date.parse(from),
    0,
  );
  const times = gaps.length === 1 ? 'once' : `${gaps.length} times`;
  return ` Nothing was judged ${times}, for ${spanInWords(
    length,
  )} in all: there the line is missing, because nobody knows.`;
}

/** The history of a score (oldest first), with holes, and what moved it. Runs without a score are left out. */
export function Trend(props: {
  /** What the score is of: `Readiness of the platform`. */
  label: string;
  runs: readonly Run[];
  gaps?: readonly Gap[];
  notes?: readonly TrendNote[];
  /** The times at the sides of the chart, in milliseconds; those of the first and last run unless given. */
  from?: number;
  to?: number;
}) {
  const { label, gaps = [], notes = [], from, to } = props;
  const runs = props.runs.filter(({ points }) => points.of > 0);
  if (runs.length < 2) {
    return (
      <EmptyState title="No trend yet">
        There is {runs.length === 1 ? 'one stored score' : 'no stored score'} in
        this time; the line begins with the second.
      </EmptyState>
    );
  }
  const [first, last] = [runs[0], runs[runs.length - 1]];
  return (
    <figure className={styles.figure}>
      <Chart
        label={`${label} over time`}
        runs={runs}
        gaps={gaps}
        notes={notes}
        from={from}
        to={to}
      />
      {notes.length > 0 ? (
        <ol className={styles.notes} aria-label="What moved it">
          {notes.map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
        </ol>
      ) : null}
      <figcaption className={styles.note}>
        {rangeInWords(first.points)} <Freshness at={first.at} />, now{' '}
        {rangeInWords(last.points)}. The line is what is certain, the band what
        may be; {runs.length} stored scores.
        {gaps.length > 0 ? gapsInWords(gaps) : null}
      </figcaption>
    </figure>
  );
}

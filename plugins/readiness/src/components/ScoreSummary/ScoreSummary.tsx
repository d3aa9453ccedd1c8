import { percentOf, Score } from '@254carbon/backstage-plugin-platform-common';
import { ScoreRange } from '@254carbon/backstage-plugin-platform-react';
import {
  countInWords,
  pointsInWords,
  rangeInWords,
  shareInWords,
} from '../../words';
import { HowComputed } from '../HowComputed';
import styles from './ScoreSummary.module.css';

/** `2 verdicts exempt, 1 service expected down`. */
function setAsideInWords(exempt: number, expectedDown: number): string {
  const parts = [
    ...(exempt > 0 ? [`${countInWords(exempt, 'verdict')} set aside`] : []),
    ...(expectedDown > 0
      ? [`${countInWords(expectedDown, 'service')} expected down`]
      : []),
  ];
  return parts.join(', ') || 'nothing is set aside';
}

function Figure(props: { name: string; value: string; note: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <strong>{props.value}</strong>{' '}
        <span className={styles.note}>{props.note}</span>
      </dd>
    </div>
  );
}

/**
 * A score as one big range, and the figures that stand beside it wherever it is shown: the same with nothing set
 * aside, how much is known, and what caps hold back. The range is never shown without them.
 */
export function ScoreSummary(props: {
  /** What it is the score of: `Readiness of the platform`. */
  label: string;
  score: Pick<Score, 'points' | 'plain' | 'caps' | 'counts'>;
  /** Services that are expected to be down. */
  setAside?: number;
  judgedAt: string;
  /** From where: `80 rules over 42 services`. */
  from: string;
}) {
  const { label, score, setAside = 0, judgedAt, from } = props;
  const { points, plain, caps, counts } = score;
  const confidence = percentOf(points)?.confidence;
  const lost = caps.reduce((sum, { lostLow }) => sum + lostLow, 0);
  return (
    <>
      <ScoreRange label={label} size="large" score={percentOf(points)} />
      <dl className={styles.figures}>
        <Figure
          name="With nothing set aside"
          value={rangeInWords(plain)}
          note={`${setAsideInWords(counts.exempt, setAside)}; ${pointsInWords(
            plain,
          )}`}
        />
        <Figure
          name="Confidence"
          value={confidence === undefined ? 'none' : `${confidence} %`}
          note="of the weight is known and fresh"
        />
        {lost > 0 && points.of > 0 ? (
          <Figure
            name="Held back by caps"
            value={shareInWords(-lost, points.of)}
            note={`${lost} points, by category beside`}
          />
        ) : null}
      </dl>
      <HowComputed
        points={points}
        judgedAt={judgedAt}
        from={from}
        lost={lost}
      />
    </>
  );
}

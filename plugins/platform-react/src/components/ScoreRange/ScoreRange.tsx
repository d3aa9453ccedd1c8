import styles from './ScoreRange.module.css';

/** `84` when everything is known, `71-84` when something is not, `no score` when nothing applies. */
export function scoreInWords(score?: { low: number; high: number }): string {
  if (!score) return 'no score';
  const [low, high] = [Math.floor(score.low), Math.floor(score.high)];
  return low === high ? `${low}` : `${low}-${high}`;
}

/**
 * A score from 0 to 100 as a range. The filled part is what is proved; the hatched part is what could
 * be reached if everything that is unknown or stale turned out well.
 */
export function ScoreRange(props: {
  score?: { low: number; high: number };
  label: string;
  size?: 'normal' | 'large';
}) {
  const { score, label, size = 'normal' } = props;
  const large = size === 'large';
  const low = score?.low ?? 0;
  const high = score?.high ?? 0;
  return (
    <div className={`${styles.range} ${large ? styles.largeRange : ''}`}>
      <span className={`${styles.figure} ${large ? styles.large : ''}`}>
        {scoreInWords(score)}
      </span>
      <div
        className={styles.track}
        role="img"
        aria-label={
          score
            ? `${label}: at least ${Math.floor(low)}, at most ${Math.floor(
                high,
              )} of 100`
            : `${label}: no score, nothing applies`
        }
      >
        <div className={styles.sure} style={{ width: `${low}%` }} />
        <div
          className={styles.open}
          style={{ left: `${low}%`, width: `${high - low}%` }}
        />
      </div>
    </div>
  );
}

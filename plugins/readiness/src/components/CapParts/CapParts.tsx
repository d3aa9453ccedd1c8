import { CapEffect, Points } from '@254carbon/backstage-plugin-platform-common';
import { countInWords, shareInWords } from '../../words';
import styles from './CapParts.module.css';

/** `-12 of 40 points`; a range where the ends lose differently. */
function lostInWords({ lostLow, lostHigh }: CapEffect, of: number): string {
  const lost =
    lostLow === lostHigh
      ? `-${lostLow}`
      : `-${lostLow} at the low end, -${lostHigh} at the high end,`;
  return `${lost} of ${of} points`;
}

/** What caps take from a score, each as a negative part with its reason; nothing where they take nothing. */
export function CapParts(props: {
  caps: readonly CapEffect[];
  points: Points;
}) {
  const { low, of } = props.points;
  const caps = props.caps.filter(
    ({ lostLow, lostHigh }) => lostLow > 0 || lostHigh > 0,
  );
  if (caps.length === 0 || of === 0) return null;
  return (
    <ul className={styles.list} aria-label="Held back by caps">
      {caps.map(cap => (
        <li key={`${cap.capId} ${cap.serviceId}`} className={styles.cap}>
          <span className={styles.figure}>
            {shareInWords(-cap.lostLow, of)}
          </span>
          <div className={styles.track} aria-hidden="true">
            <div
              className={styles.lost}
              style={{
                left: `${(low * 100) / of}%`,
                width: `${(cap.lostLow * 100) / of}%`,
              }}
            />
          </div>
          <div className={styles.note}>
            {cap.title} ({lostInWords(cap, of)}
            {cap.services
              ? `, on ${countInWords(cap.services, 'service')}`
              : ''}
            ).
          </div>
        </li>
      ))}
    </ul>
  );
}

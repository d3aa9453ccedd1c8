import {
  PlatformScore,
  ReachedLevel,
} from '@254carbon/backstage-plugin-platform-common';
import { levelInWords } from '../../words';
import styles from './LevelLadder.module.css';

const RUNGS: readonly ReachedLevel[] = ['gold', 'silver', 'bronze', 'none'];

/** The levels as a ladder, the highest on top, with how many services stand on each rung. */
export function LevelLadder(props: { levels: PlatformScore['levels'] }) {
  const { levels } = props;
  const all = levels.reduce((sum, { services }) => sum + services, 0);
  const on = (rung: ReachedLevel) =>
    levels.find(({ level }) => level === rung)?.services ?? 0;
  return (
    <>
      <ol className={styles.ladder}>
        {RUNGS.map(rung => (
          <li key={rung} className={styles.rung}>
            <span>{levelInWords(rung)}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.fill}
                style={{ width: `${all ? (on(rung) * 100) / all : 0}%` }}
              />
            </span>
            <span className={styles.number}>
              {on(rung)} {on(rung) === 1 ? 'service' : 'services'}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.note}>
        A level is reached when every rule of it and of the levels below passes
        for certain, or is set aside.
      </p>
    </>
  );
}

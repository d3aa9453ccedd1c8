import { State, STATES } from '../../vocabulary';
import { StateIcon } from '../StateIcon';
import styles from './StatusPill.module.css';

/** A state as shape, word and colour; with the flag `stale` a second pill beside it says so. */
export function StatusPill(props: { state: State; stale?: boolean }) {
  const { word, tone } = STATES[props.state];
  return (
    <>
      <span className={`${styles.pill} ${styles[tone]}`}>
        <StateIcon state={props.state} />
        {word}
      </span>
      {props.stale && props.state !== 'stale' ? (
        <>
          {' '}
          <StatusPill state="stale" />
        </>
      ) : null}
    </>
  );
}

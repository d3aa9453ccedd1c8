import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  StateIcon,
  State,
  STATES,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './ChangeList.module.css';

function isState(word: string): word is State {
  return Object.hasOwn(STATES, word);
}

/** Changes of state, newest first; says since when the portal has been watching. */
export function ChangeList(props: {
  changes: ServiceChange[];
  watchingSince: string;
}) {
  const { changes, watchingSince } = props;
  if (changes.length === 0) {
    return (
      <EmptyState title="No change of state in the last hour">
        Watching since <Freshness at={watchingSince} />.
      </EmptyState>
    );
  }
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label="Changes, newest first"
      tabIndex={0}
    >
      <ol className={styles.list}>
        {changes.map(change => (
          <li key={`${change.serviceId} ${change.at}`} className={styles.item}>
            <StateIcon state={isState(change.to) ? change.to : 'unknown'} />
            <div>
              <strong>{change.title}</strong>{' '}
              {change.from
                ? `${change.from} → ${change.to}`
                : `first seen ${change.to}`}
              <div className={styles.more}>
                {change.summary} <Freshness at={change.at} />
              </div>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

import {
  HEALTH_STATES,
  ServiceSummary,
} from '@254carbon/backstage-plugin-platform-common';
import { StatusPill } from '@254carbon/backstage-plugin-platform-react';
import styles from './StateCounts.module.css';

/** How many services are in each state, and of how many that may be old. */
export function StateCounts(props: {
  services: readonly Pick<ServiceSummary, 'health' | 'expectedDown'>[];
  /** Names the list; `Services by state` unless given. */
  label?: string;
}) {
  const { services, label = 'Services by state' } = props;
  const expected = services.filter(({ expectedDown }) => expectedDown).length;
  const stale = services.filter(({ health }) => health.stale).length;
  return (
    <ul className={styles.counts} aria-label={label}>
      {HEALTH_STATES.map(state => (
        <li key={state} className={styles.count}>
          <StatusPill state={state} />
          {services.filter(({ health }) => health.state === state).length}
        </li>
      ))}
      {expected > 0 ? (
        <li className={styles.count}>
          <StatusPill state="expected-down" /> {expected} of these
        </li>
      ) : null}
      {stale > 0 ? (
        <li className={styles.count}>
          <StatusPill state="stale" />
          {stale === services.length ? 'all of these' : `${stale} of these`}
        </li>
      ) : null}
    </ul>
  );
}

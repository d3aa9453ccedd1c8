import { Switch } from '@backstage/ui';
import { pauseUpdates, useUpdatesPaused } from '../../hooks/useUpdatesPaused';
import { Freshness } from '../Freshness';
import styles from './UpdatesSwitch.module.css';

/** Holds every page of this tab still, and says so with the age of what is shown. */
export function UpdatesSwitch(props: {
  /** When what is shown was read. */
  loadedAt?: string;
}) {
  const paused = useUpdatesPaused();
  return (
    <div className={styles.row}>
      <span className={styles.note} role="status">
        {paused ? (
          <>
            Updates are paused; this was read{' '}
            <Freshness at={props.loadedAt} never="not yet" />.
          </>
        ) : null}
      </span>
      <Switch
        label="Live updates"
        isSelected={!paused}
        onChange={live => pauseUpdates(!live)}
      />
    </div>
  );
}

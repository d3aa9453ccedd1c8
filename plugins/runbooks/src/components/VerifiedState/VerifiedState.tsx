import { StatusPill, useNow } from '@254carbon/backstage-plugin-platform-react';
import type { RunbookRow } from '../../model/toRunbookRow';
import styles from './VerifiedState.module.css';

function daysAgo(date: string, now: number): string {
  const days = Math.max(
    0,
    Math.floor((now - Date.parse(`${date}T00:00:00Z`)) / 86_400_000),
  );
  return days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} ago`;
}

/**
 * Whether somebody has walked through a runbook on the real platform, and when. Never is unknown: an untried procedure may be
 * right, but nobody knows.
 */
export function VerifiedState(props: {
  row: Pick<RunbookRow, 'freshness' | 'lastVerified'>;
}) {
  const now = useNow();
  const { freshness, lastVerified } = props.row;
  if (freshness === 'unknown') {
    return (
      <span
        className={styles.state}
        title="Nobody has walked through this runbook on the real platform yet."
      >
        <StatusPill state="unknown" /> never verified
      </span>
    );
  }
  return (
    <time
      className={styles.state}
      dateTime={lastVerified}
      title={`Verified on ${lastVerified}`}
    >
      <StatusPill state={freshness === 'fresh' ? 'good' : 'stale'} />{' '}
      {daysAgo(lastVerified, now)}
    </time>
  );
}

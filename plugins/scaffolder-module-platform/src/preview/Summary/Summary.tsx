import { Preview } from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  relativeTime,
  useNow,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './Summary.module.css';

function describeDiff({ diff, files }: Preview): string {
  const { target, added, changed, removed, unchanged } = diff;
  if (target !== 'repository') return `${files.length} files. ${diff.reason}`;
  return `${added.length} new, ${changed.length} changed, ${removed.length} not written any more, ${unchanged} unchanged. ${diff.reason}`;
}

function describeCalls({ callsPerDay, quotaPerDay }: Preview): string {
  if (callsPerDay === undefined) return 'Not known without a schedule.';
  return quotaPerDay === undefined
    ? `${callsPerDay} a day at least; the publisher names no limit.`
    : `${callsPerDay} a day at least, of ${quotaPerDay} that the source allows.`;
}

/** What would happen, in figures: files, runs, calls. */
export function Summary(props: { preview: Preview }) {
  const { preview } = props;
  const now = useNow();
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Files</dt>
        <dd>{describeDiff(preview)}</dd>
      </div>
      {preview.nextRuns.length > 0 ? (
        <div>
          <dt>Next runs</dt>
          <dd>
            <ol className={styles.runs}>
              {preview.nextRuns.map(run => (
                <li key={run}>
                  <time dateTime={run}>{absoluteTime(run)}</time>,{' '}
                  {relativeTime(run, now)}
                </li>
              ))}
            </ol>
          </dd>
        </div>
      ) : null}
      <div>
        <dt>Calls to the source</dt>
        <dd>{describeCalls(preview)}</dd>
      </div>
    </dl>
  );
}

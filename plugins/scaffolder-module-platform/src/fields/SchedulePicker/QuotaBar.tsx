import { QuotaUse } from '@254carbon/backstage-plugin-platform-common';
import { FieldNote } from '../FieldFrame';
import styles from './SchedulePicker.module.css';

const callsADay = (count: number) =>
  `${count} ${count === 1 ? 'call' : 'calls'} a day`;

/** Calls of a day against what the source allows: those that others plan, and one's own. The words say it all; the bar shows it. */
export function QuotaBar(props: { own: number; quota: QuotaUse }) {
  const { own, quota } = props;
  const { perDay, planned, source } = quota;
  if (perDay === undefined) {
    return (
      <FieldNote state="unknown">
        {callsADay(own)} at least, and {planned} planned by others; the
        publisher names no limit.
      </FieldNote>
    );
  }
  const total = own + planned;
  const share = (calls: number) => `${Math.min(100, (calls / perDay) * 100)}%`;
  return (
    <div title={`The limit: ${source}`}>
      <div className={styles.quota}>
        <div className={styles.track} aria-hidden="true">
          <div className={styles.others} style={{ width: share(planned) }} />
          <div
            className={styles.own}
            style={{ left: share(planned), width: share(own) }}
          />
        </div>
      </div>
      <FieldNote state={total > perDay ? 'bad' : 'good'}>
        {callsADay(own)} at least, and {planned} planned by others, of {perDay}{' '}
        that the source allows
        {total > perDay ? ': too many. Run it less often.' : '.'}
      </FieldNote>
    </div>
  );
}

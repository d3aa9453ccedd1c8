import styles from './SchedulePicker.module.css';

/** How many schedules fire in each minute of the hour. The sentence below says what the bars show. */
export function MinutesInUse(props: {
  byMinute: readonly number[];
  chosen: readonly number[];
}) {
  const { byMinute, chosen } = props;
  const most = Math.max(1, ...byMinute);
  const others = chosen
    .map(minute => byMinute[minute])
    .reduce((sum, count) => sum + count, 0);
  return (
    <figure style={{ margin: 0 }}>
      <div className={styles.minutes} aria-hidden="true">
        {byMinute.map((count, minute) => (
          <div
            key={minute}
            className={styles.minute}
            data-chosen={chosen.includes(minute) || undefined}
            style={{ height: `${6 + (count / most) * 94}%` }}
          />
        ))}
      </div>
      <figcaption style={{ fontSize: '0.75rem' }}>
        {others === 0
          ? 'No other known schedule starts in the same minute.'
          : `${others} other known ${
              others === 1 ? 'schedule starts' : 'schedules start'
            } in the same minute.`}
      </figcaption>
    </figure>
  );
}

/** A publisher's schedule for people. Pure. */
import { parseSchedule } from '@254carbon/backstage-plugin-platform-common';

const WEEKDAYS = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
];
/** More times than these are no sentence any more. */
const MOST_TIMES = 4;

function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2
    ? last
    : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function daysInWords(weekdays: ReadonlySet<number>): string {
  if (weekdays.size === 7) return 'Every day';
  const isWorkweek = [1, 2, 3, 4, 5].every(day => weekdays.has(day));
  return isWorkweek && weekdays.size === 5
    ? 'Mondays to Fridays'
    : listInWords(WEEKDAYS.filter((_, day) => weekdays.has(day)));
}

/** `Wednesdays at 10:30` of `30 10 * * 3`. What cannot be said shortly is written as it is. */
export function scheduleInWords(schedule: string): string {
  const parsed = parseSchedule(schedule);
  if (!parsed.ok) return schedule;
  const { minutes, hours, days, months, weekdays } = parsed.schedule;
  const times = hours.flatMap(hour =>
    minutes.map(
      minute =>
        `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    ),
  );
  if (times.length > MOST_TIMES || days.size < 31 || months.size < 12)
    return schedule;
  return `${daysInWords(weekdays)} at ${listInWords(times)}`;
}

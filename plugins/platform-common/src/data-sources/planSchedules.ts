/** Which minute of the hour a new schedule takes, and what all schedules together ask of a source in a day. */
import type { DataSource } from './DataSourceSchema';
import { parseSchedule, runsPerDay } from './schedule';

const MINUTES = 60;
const PER_DAY = { second: 86_400, minute: 1_440, hour: 24, day: 1 } as const;

/** For each minute of the hour, how many of the schedules fire in it; what is no schedule is passed over. */
export function countByMinute(schedules: readonly string[]): number[] {
  const counts = new Array<number>(MINUTES).fill(0);
  for (const text of schedules) {
    const parsed = parseSchedule(text);
    for (const minute of parsed.ok ? parsed.schedule.minutes : [])
      counts[minute] += 1;
  }
  return counts;
}

/** A number that is always the same for the same text. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const letter of text) {
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619) >>> 0;
  }
  return hash;
}

/**
 * The minute that the fewest schedules use, away from the full and the half hour where everybody else's are. Among equals the
 * name decides, so that the same form is always given the same minute and two forms seldom are.
 *
 * @param options.byMinute - 60 counts, as {@link countByMinute} gives them.
 */
export function suggestMinute(options: {
  byMinute: readonly number[];
  name: string;
}): number {
  const { byMinute, name } = options;
  const free = byMinute
    .map((count, minute) => ({ count, minute }))
    .filter(({ minute }) => minute % 30 >= 3 && minute % 30 <= 27);
  const least = Math.min(...free.map(({ count }) => count));
  const best = free.filter(({ count }) => count === least);
  return best[hashOf(name) % best.length].minute;
}

/** The same schedule in another minute; the text itself when it is no schedule. */
export function moveToMinute(schedule: string, minute: number): string {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5) return schedule;
  return [String(minute), ...fields.slice(1)].join(' ');
}

/** Calls that the strictest declared limit allows in a day; undefined when none is declared. */
export function quotaPerDay(
  source: Pick<DataSource, 'quota'>,
): number | undefined {
  const limits = source.quota.map(({ limit, per }) => limit * PER_DAY[per]);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

/**
 * Calls of a schedule on a day on which it runs.
 *
 * @param options.callsPerRun - At least one; a page more is a call more.
 * @returns undefined when it is no schedule.
 */
export function callsPerDay(options: {
  schedule: string;
  callsPerRun: number;
}): number | undefined {
  const parsed = parseSchedule(options.schedule);
  return parsed.ok
    ? runsPerDay(parsed.schedule) * Math.max(1, options.callsPerRun)
    : undefined;
}

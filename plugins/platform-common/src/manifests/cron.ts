/*
 * One schedule, two dialects: Kubernetes reads five fields, DolphinScheduler reads Quartz (seconds first, `?` for
 * one of the two day fields, Sunday is 1). Home-made files mix them up; here the first is checked and the second is
 * computed.
 */

const BOUNDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function isPart(part: string, [low, high]: readonly [number, number]): boolean {
  const match = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part);
  if (!match || (match[2] !== undefined && Number(match[2]) < 1)) {
    return false;
  }
  if (match[1] === '*') {
    return true;
  }
  const [from, to = from] = match[1].split('-').map(Number);
  return from >= low && to <= high && from <= to;
}

/** True for a schedule of five numeric fields: minute, hour, day of month, month, day of week. */
export function isCron(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return (
    fields.length === BOUNDS.length &&
    fields.every((field, index) =>
      field.split(',').every(part => isPart(part, BOUNDS[index])),
    )
  );
}

/** Weekdays by Quartz's numbers. What runs over Saturday, or in steps, is written out: Quartz counts steps from Sunday as 1. */
function quartzWeekday(field: string): string {
  if (/^[0-6](-[0-6])?(,[0-6](-[0-6])?)*$/.test(field)) {
    return field.replace(/\d/g, day => String(Number(day) + 1));
  }
  const days = [...valuesOf(field, BOUNDS[4])].map(day => (day % 7) + 1);
  return [...new Set(days)].sort((one, other) => one - other).join(',');
}

/**
 * The same schedule for Quartz.
 *
 * @throws RangeError when it is no schedule, or names both a day of the month and a weekday, which Quartz cannot say.
 */
export function toQuartz(schedule: string): string {
  if (!isCron(schedule)) {
    throw new RangeError(
      `'${schedule}' is no schedule; write five fields such as "30 6 * * *".`,
    );
  }
  const [minute, hour, day, month, weekday] = schedule.trim().split(/\s+/);
  if (day !== '*' && weekday !== '*') {
    throw new RangeError(
      `'${schedule}' names a day of the month and a weekday; use '*' for one of them.`,
    );
  }
  if (weekday === '*') {
    return `0 ${minute} ${hour} ${day} ${month} ? *`;
  }
  return `0 ${minute} ${hour} ? ${month} ${quartzWeekday(weekday)} *`;
}

function valuesOf(
  field: string,
  [low, high]: readonly [number, number],
): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range, step = '1'] = part.split('/');
    const [from, to = range.includes('-') || step === '1' ? from : high] =
      range === '*' ? [low, high] : range.split('-').map(Number);
    for (let value = from; value <= to; value += Number(step)) {
      values.add(value);
    }
  }
  return values;
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 400;

function firesOn(schedule: string, date: Date): boolean {
  const [, , day, month, weekday] = schedule.trim().split(/\s+/);
  const weekdays = valuesOf(weekday, BOUNDS[4]);
  const onDay = valuesOf(day, BOUNDS[2]).has(date.getUTCDate());
  const onWeekday =
    weekdays.has(date.getUTCDay()) ||
    (date.getUTCDay() === 0 && weekdays.has(7));
  const either = day !== '*' && weekday !== '*';
  return (
    valuesOf(month, BOUNDS[3]).has(date.getUTCMonth() + 1) &&
    (either ? onDay || onWeekday : onDay && onWeekday)
  );
}

/**
 * Hours of the longest pause between two runs, rounded up, looked for in 400 days.
 *
 * @throws RangeError when it is no schedule or never fires twice in that time.
 */
export function longestGapHours(schedule: string): number {
  if (!isCron(schedule)) {
    throw new RangeError(
      `'${schedule}' is no schedule; write five fields such as "30 6 * * *".`,
    );
  }
  const [minute, hour] = schedule.trim().split(/\s+/);
  const minutes = [...valuesOf(minute, BOUNDS[0])];
  const times = [...valuesOf(hour, BOUNDS[1])]
    .flatMap(h => minutes.map(m => h * 60 + m))
    .sort((a, b) => a - b);
  let last: number | undefined;
  let longest = 0;
  for (let day = 0; day < WINDOW_DAYS; day += 1) {
    const date = new Date(Date.UTC(2024, 0, 1) + day * DAY_MS);
    for (const time of firesOn(schedule, date) ? times : []) {
      const now = day * 1440 + time;
      longest = Math.max(longest, last === undefined ? 0 : now - last);
      last = now;
    }
  }
  if (longest === 0) {
    throw new RangeError(
      `'${schedule}' hardly ever fires; choose a schedule that fires at least twice a year.`,
    );
  }
  return Math.ceil(longest / 60);
}

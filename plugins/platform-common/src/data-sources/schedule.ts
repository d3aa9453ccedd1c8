/*
 * When a schedule fires, in the zone in which it was written. A schedule says local times, so the two nights a year in
 * which clocks are changed decide two questions: a time that does not exist is left out, and one that happens twice counts
 * once, the first time. Only schedules that both Kubernetes and Quartz can say are taken: five numeric fields, and a day of
 * the month or a weekday but never both, for cron reads both as "either" and Quartz cannot read them at all.
 */

const FIELDS = [
  { name: 'minute', low: 0, high: 59 },
  { name: 'hour', low: 0, high: 23 },
  { name: 'day of the month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12 },
  { name: 'weekday', low: 0, high: 7 },
] as const;
const DAY_MS = 86_400_000;
/** 29 February of a given weekday comes back within 28 years; nobody waits that long, but a leap day comes within eight. */
const LONGEST_SEARCH_DAYS = 366 * 8 + 2;
const PART = /^(\*|\d{1,2}(?:-\d{1,2})?)(?:\/(\d{1,2}))?$/;

/** A schedule, taken apart: the values of each field. */
export interface ParsedSchedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
}

/** A schedule, or one sentence that says what is wrong with it. */
export type ScheduleResult =
  | { readonly ok: true; readonly schedule: ParsedSchedule }
  | { readonly ok: false; readonly problem: string };

type Field = (typeof FIELDS)[number];

/** Values of one part such as `1-5` or `*\/15`; undefined when it is none. */
function partValues(part: string, { low, high }: Field): number[] | undefined {
  const match = PART.exec(part);
  const step = Number(match?.[2] ?? 1);
  if (!match || step < 1) return undefined;
  const [from, to = match[2] === undefined ? from : high] =
    match[1] === '*' ? [low, high] : match[1].split('-').map(Number);
  if (from < low || to > high || from > to) return undefined;
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

function fieldValues(text: string, field: Field): number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const found = partValues(part, field);
    if (!found) return undefined;
    for (const value of found) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}

/** Takes a schedule apart. */
export function parseSchedule(text: string): ScheduleResult {
  const parts = text.trim().split(/\s+/);
  if (text.length > 120 || parts.length !== FIELDS.length) {
    return {
      ok: false,
      problem:
        'A schedule has five fields: minute, hour, day of the month, month, weekday; write it like "37 6 * * 1-5".',
    };
  }
  const values: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const found = fieldValues(parts[index], field);
    if (!found) {
      return {
        ok: false,
        problem: `The ${field.name} "${parts[index]}" is not understood; write numbers from ${field.low} to ${field.high}, with "-", "," or "/".`,
      };
    }
    values.push(found);
  }
  if (parts[2] !== '*' && parts[4] !== '*') {
    return {
      ok: false,
      problem:
        'The schedule names a day of the month and a weekday, which DolphinScheduler (Quartz) cannot say; write "*" for one of them.',
    };
  }
  const [minutes, hours, days, months, weekdays] = values;
  return {
    ok: true,
    schedule: {
      minutes,
      hours,
      days: new Set(days),
      months: new Set(months),
      weekdays: new Set(weekdays.map(day => day % 7)),
    },
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError when there is no such zone. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timezone, made);
  return made;
}

/** Whether there is a time zone of that name. */
export function isTimezone(timezone: string): boolean {
  try {
    return Boolean(formatOf(timezone));
  } catch {
    return false;
  }
}

/** The clock on the wall of the zone, as if it were UTC, in milliseconds. */
function wallClock(instant: number, timezone: string): number {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(
    at('year'),
    at('month') - 1,
    at('day'),
    at('hour'),
    at('minute'),
    at('second'),
  );
}

/** The instant at which the wall shows that time first; undefined when it never does. */
function instantOf(wall: number, timezone: string): number | undefined {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map(
    near => wallClock(near, timezone) - near,
  );
  const instants = offsets
    .map(offset => wall - offset)
    .filter(instant => wallClock(instant, timezone) === wall);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

function firesOn(schedule: ParsedSchedule, day: Date): boolean {
  return (
    schedule.months.has(day.getUTCMonth() + 1) &&
    schedule.days.has(day.getUTCDate()) &&
    schedule.weekdays.has(day.getUTCDay())
  );
}

/** Instants of one day of the zone, in order. */
function instantsOn(
  schedule: ParsedSchedule,
  midnight: number,
  timezone: string,
): number[] {
  const instants: number[] = [];
  for (const hour of schedule.hours) {
    for (const minute of schedule.minutes) {
      const wall = midnight + (hour * 60 + minute) * 60_000;
      const instant = instantOf(wall, timezone);
      if (instant !== undefined) instants.push(instant);
    }
  }
  return instants.sort((one, other) => one - other);
}

/**
 * The next instants at which a schedule fires, after `now`, in order; fewer than asked for when it fires no more in eight years.
 *
 * @param options.now - Milliseconds since 1970.
 * @throws RangeError when there is no such zone.
 */
export function nextRuns(options: {
  schedule: ParsedSchedule;
  timezone: string;
  now: number;
  count: number;
}): number[] {
  const { schedule, timezone, now, count } = options;
  const today = wallClock(now, timezone);
  const first = today - (((today % DAY_MS) + DAY_MS) % DAY_MS) - DAY_MS;
  const found: number[] = [];
  for (let day = 0; day < LONGEST_SEARCH_DAYS; day += 1) {
    const midnight = first + day * DAY_MS;
    if (!firesOn(schedule, new Date(midnight))) continue;
    for (const instant of instantsOn(schedule, midnight, timezone)) {
      if (instant > now && instant > (found.at(-1) ?? now)) found.push(instant);
      if (found.length >= count) return found;
    }
  }
  return found;
}

/** How often a schedule fires on a day on which it fires. */
export function runsPerDay(schedule: ParsedSchedule): number {
  return schedule.hours.length * schedule.minutes.length;
}

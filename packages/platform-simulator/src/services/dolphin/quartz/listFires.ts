import { ONE_DAY, parseQuartz, type QuartzSchedule } from './parseQuartz';

const SEARCH_DAYS = 366 * 5;
const HOUR_MS = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  formats.set(zone, made);
  return made;
}

/** What the clocks of a zone show at an instant, as if it were UTC. @throws RangeError when there is no such zone. */
function wallOf(instant: number, zone: string): number {
  if (zone === 'UTC') return Math.floor(instant / 1000) * 1000;
  const shown = formatOf(zone).format(instant);
  return Date.parse(`${shown.replace(' ', 'T')}Z`);
}

/** When the clocks of a zone show that; `undefined` when they skip it, the first time when they show it twice. */
function instantAt(wall: number, zone: string): number | undefined {
  if (zone === 'UTC') return wall;
  const guesses = [-26, -12, 0, 12, 26].map(hours => {
    const near = wall + hours * HOUR_MS;
    return wall - (wallOf(near, zone) - near);
  });
  const fitting = guesses.filter(instant => wallOf(instant, zone) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : undefined;
}

function timesOf({ hours, minutes, seconds }: QuartzSchedule): number[] {
  return hours.flatMap(hour =>
    minutes.flatMap(minute =>
      seconds.map(second => ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  );
}

/** A schedule as it is stored. */
export interface FirePlan {
  crontab: string;
  timezoneId: string;
  /** Milliseconds, or open. */
  from?: number;
  to?: number;
}

/** `yyyy-MM-dd HH:mm:ss` on the clocks of a zone, as an instant. */
export function instantOfText(text: string, zone: string): number | undefined {
  const wall = Date.parse(`${text.trim().replace(' ', 'T')}Z`);
  return Number.isNaN(wall) ? undefined : instantAt(wall, zone);
}

/**
 * When a schedule fires after `after`, in order, at most `count` times and not after `until`.
 *
 * @throws RangeError when the server would not take the schedule or the zone.
 */
export function listFires(
  plan: FirePlan,
  range: { after: number; until?: number; count: number },
): number[] {
  const { timezoneId, from = -Infinity, to = Infinity } = plan;
  const schedule = parseQuartz(plan.crontab);
  const times = timesOf(schedule);
  const start = Math.max(range.after, from - 1);
  const end = Math.min(range.until ?? Infinity, to);
  const today = wallOf(start, timezoneId);
  const fires: number[] = [];
  for (
    let day = today - (today % ONE_DAY), left = SEARCH_DAYS;
    left > 0 && day <= end + ONE_DAY;
    day += ONE_DAY, left -= 1
  ) {
    if (!schedule.firesOn(new Date(day))) continue;
    for (const time of times) {
      // Clocks are never set by more than that.
      if (day + time < today - 3 * HOUR_MS) continue;
      const instant = instantAt(day + time, timezoneId);
      if (instant === undefined || instant <= start) continue;
      if (instant > end) return fires;
      if (instant > (fires.at(-1) ?? start)) fires.push(instant);
      if (fires.length >= range.count) return fires;
    }
  }
  return fires;
}

const HOUR = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The date in a time zone, as `2026-11-21`. */
export function dayIn(zone: string, at: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(at);
}

/**
 * The first millisecond of the next date in a time zone. Found by looking, not by adding 24 hours: days with a clock
 * change have 23 or 25.
 */
export function nextMidnight(zone: string, at: number): number {
  const today = dayIn(zone, at);
  let before = at;
  let after = at + 26 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(zone, middle) === today) {
      before = middle;
    } else {
      after = middle;
    }
  }
  return after;
}

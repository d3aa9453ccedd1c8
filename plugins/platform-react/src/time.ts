/** Words for times and spans, the same on every page. */

const UNITS: readonly [string, string, number][] = [
  ['day', 'days', 86_400_000],
  ['h', 'h', 3_600_000],
  ['min', 'min', 60_000],
  ['s', 's', 1_000],
];

/** A span in words people use: `14 min`, `3 h`, `2 days`; `0 s` for less than a second. */
export function spanInWords(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  for (const [one, many, size] of UNITS) {
    if (span >= size) {
      const count = Math.floor(span / size);
      return `${count} ${count === 1 ? one : many}`;
    }
  }
  return '0 s';
}

/** An absolute time for people: `2025-10-24 17:26:00 UTC`. */
export function absoluteTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const INSTANT =
  /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/g;

/**
 * A sentence whose instants are written for people: `not seen since 2025-10-24T17:26:03.120Z` becomes `not seen since
 * 2025-10-24 17:26 UTC`. The backend writes instants for programs, which read the same sentences.
 */
export function instantsInWords(sentence: string): string {
  return sentence.replace(INSTANT, instant => {
    const date = new Date(instant);
    return Number.isNaN(date.getTime())
      ? instant
      : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  });
}

/** Clocks of browser and server differ, and a page's own `now` is renewed only now and then. */
const CLOCK_SKEW_MS = 30_000;

/** `14 min ago`, or `in 14 min` for a time to come; what lies within the clocks' difference is `0 s ago`. */
export function relativeTime(instant: string, now: number): string {
  const at = new Date(instant).getTime();
  if (Number.isNaN(at)) return instant;
  return at > now + CLOCK_SKEW_MS
    ? `in ${spanInWords(at - now)}`
    : `${spanInWords(now - at)} ago`;
}

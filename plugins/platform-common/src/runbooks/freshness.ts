/** How far a runbook can be trusted, and which services have none. */

/** `unknown`: nobody has ever walked through it. `stale`: too long ago. `fresh`: lately. */
export type RunbookFreshness = 'fresh' | 'stale' | 'unknown';

/** A runbook that nobody has verified for half a year is stale: two releases of most of the software have passed. */
export const RUNBOOK_STALE_AFTER_DAYS = 180;

const DAY_MS = 86_400_000;

/**
 * Judges the date of the last verification. `never`, no date, a date in the future and anything unreadable are unknown, not fresh.
 * @param lastVerified - `never` or `2026-01-31`
 * @param now - milliseconds since the epoch
 */
export function judgeRunbookFreshness(
  lastVerified: string | undefined,
  now: number,
): RunbookFreshness {
  const time = Date.parse(`${lastVerified}T00:00:00Z`);
  if (Number.isNaN(time) || time > now + DAY_MS) {
    return 'unknown';
  }
  return now - time > RUNBOOK_STALE_AFTER_DAYS * DAY_MS ? 'stale' : 'fresh';
}

/** Which services have a runbook. Both lists are entity references, sorted. */
export interface RunbookCoverage {
  covered: string[];
  uncovered: string[];
}

/**
 * Compares services with the services that runbooks name. References are compared without regard to case; a reference in
 * a runbook to a service that does not exist counts for nothing.
 */
export function measureRunbookCoverage(
  services: readonly string[],
  runbooks: ReadonlyArray<{ services: readonly string[] }>,
): RunbookCoverage {
  const named = new Set(
    runbooks
      .flatMap(runbook => runbook.services)
      .map(ref => ref.toLocaleLowerCase('en-US')),
  );
  const sorted = [...new Set(services)].sort();
  const has = (ref: string) => named.has(ref.toLocaleLowerCase('en-US'));
  return {
    covered: sorted.filter(has),
    uncovered: sorted.filter(ref => !has(ref)),
  };
}

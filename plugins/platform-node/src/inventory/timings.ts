/** How patient the readers are; milliseconds unless the name says otherwise. */
export interface Timings {
  /** First and largest pause after a failure; the pause is drawn from zero to twice the last. */
  backoffFirst: number;
  backoffMax: number;
  /** How long one watch is kept open. */
  watchSeconds: number;
  /**
   * How long a watch may say nothing. API servers send a bookmark about once a minute, so that silence means
   * a connection that somebody between has forgotten.
   */
  stall: number;
  /** Between two lists of a kind that may be listed but not watched. */
  poll: number;
  /** Between two lists of a kind that came back suspiciously small. */
  relistHeld: number;
  /** How long a missing object is held before it is asked for by name. */
  confirmAfter: number;
  /** Between two discoveries of the kinds that a cluster serves. */
  rediscover: number;
  /** Between two looks at whether an API server answers at all, and how long one may take. */
  pulse: number;
  pulseTimeout: number;
}

/**
 * What suits a real cluster. A quiet watch is renewed and discovery asked anew every ten minutes: that is half
 * of all bytes of a quiet cluster, and a watch that has died is noticed by its silence long before.
 */
export const DEFAULT_TIMINGS: Timings = {
  backoffFirst: 500,
  backoffMax: 30_000,
  watchSeconds: 600,
  stall: 90_000,
  poll: 60_000,
  relistHeld: 60_000,
  confirmAfter: 300_000,
  rediscover: 600_000,
  pulse: 15_000,
  pulseTimeout: 5_000,
};

/**
 * Pause before attempt number `attempt` (from 0), with full jitter, so that many readers that failed
 * together do not come back together.
 */
export function backoff(
  timings: Pick<Timings, 'backoffFirst' | 'backoffMax'>,
  attempt: number,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(
    timings.backoffMax,
    timings.backoffFirst * 2 ** Math.min(attempt, 16),
  );
  return Math.round(random() * ceiling);
}

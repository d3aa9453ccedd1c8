/*
 * What may be asked again, and when. Only failures that time can mend are retried: no connection, a timeout, 408,
 * 425, 429 and 5xx. The wait is drawn evenly from zero to a bound that doubles (full jitter), so that connectors
 * that failed together do not come back together; a source that says when to come back is obeyed.
 */
import type { Limits } from './declaration';
import type { Random } from './ports';

/** True when the same request can succeed later. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Milliseconds that a `Retry-After` header asks for, or undefined when it is absent or unreadable. */
export function readRetryAfter(
  header: string | null,
  now: number,
): number | undefined {
  if (!header) {
    return undefined;
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header.trim()) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds to wait before attempt `attempt + 1` (attempts count from 1).
 */
export function delayBefore(options: {
  attempt: number;
  limits: Limits;
  random: Random;
  retryAfterMs?: number;
}): number {
  const { attempt, limits, random, retryAfterMs } = options;
  const bound = Math.min(
    limits.maxDelayMs,
    limits.baseDelayMs * 2 ** (attempt - 1),
  );
  const jittered = Math.floor(random() * bound);
  return retryAfterMs === undefined ? jittered : retryAfterMs + jittered;
}

/*
 * When a source says to come back. `Retry-After` is the standard; many say it in headers of their own, as seconds from
 * now or as a time since 1970, and the difference can only be told by size: no reset is thirty years away.
 */
import { readRetryAfter } from '../../retry';

const RESET_HEADERS = [
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
];
const REMAINING_HEADERS = [
  'ratelimit-remaining',
  'x-ratelimit-remaining',
  'x-rate-limit-remaining',
];
const EPOCH_SECONDS = 1_000_000_000;
const EPOCH_MILLISECONDS = 1_000_000_000_000;

function firstOf(headers: Headers, names: readonly string[]): string | null {
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) {
      return value.trim();
    }
  }
  return null;
}

function fromNumber(text: string | null, now: number): number | undefined {
  if (text === null || !/^\d+(\.\d+)?$/.test(text)) {
    return undefined;
  }
  const value = Number(text);
  if (value >= EPOCH_MILLISECONDS) {
    return Math.max(0, value - now);
  }
  return value >= EPOCH_SECONDS
    ? Math.max(0, value * 1000 - now)
    : value * 1000;
}

/** `RateLimit: "default";r=0;t=30`, or the older `limit=5, remaining=0, reset=30`. */
function fromRateLimit(header: string | null): {
  remaining?: string;
  reset?: string;
} {
  return {
    remaining: header?.match(/\b(?:r|remaining)=(\d+)/)?.[1],
    reset: header?.match(/\b(?:t|reset)=(\d+)/)?.[1],
  };
}

/** Milliseconds to wait that the headers ask for, or undefined when they say nothing that can be read. */
export function readReset(headers: Headers, now: number): number | undefined {
  return (
    readRetryAfter(headers.get('retry-after'), now) ??
    fromNumber(firstOf(headers, RESET_HEADERS), now) ??
    fromNumber(fromRateLimit(headers.get('ratelimit')).reset ?? null, now)
  );
}

/** True when the headers of any answer say that no further call is left. */
export function isUsedUp(headers: Headers): boolean {
  const remaining =
    firstOf(headers, REMAINING_HEADERS) ??
    fromRateLimit(headers.get('ratelimit')).remaining;
  return remaining !== null && /^0+$/.test(remaining ?? '');
}

/*
 * How fast a source is asked. A bucket holds as many tokens as calls are allowed in a window, and a token comes back
 * one whole window after it was taken. The usual bucket that drips lets a burst pass and then the drips after it:
 * nearly twice the allowed calls in one window, and APIs that count a minute answer with 429. Here no window of any
 * position ever holds more calls than allowed.
 *
 * One bucket a group in a process (a clock is a process): streams of one key wait for each other.
 */
import { ConnectorError } from '../../errors';
import type { Clock } from '../../ports';
import type { RateLimit } from '../restDeclaration';

interface Tokens {
  readonly windowMs: number;
  /** When each token was taken; the oldest is at `oldest`. */
  readonly taken: number[];
  oldest: number;
}

function tokensOf(calls: number, windowMs: number): Tokens {
  const whole = Math.max(1, Math.floor(calls));
  return {
    windowMs: (windowMs * whole) / calls,
    taken: Array.from({ length: whole }, () => -Infinity),
    oldest: 0,
  };
}

/** Makes callers wait their turn. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #windows: readonly Tokens[];
  #pausedUntil = -Infinity;
  #waitedMs = 0;
  #line: Promise<void> = Promise.resolve();

  constructor(limit: Pick<RateLimit, 'perSecond' | 'perMinute'>, clock: Clock) {
    this.#clock = clock;
    this.#windows = [
      ...(limit.perSecond ? [tokensOf(limit.perSecond, 1_000)] : []),
      ...(limit.perMinute ? [tokensOf(limit.perMinute, 60_000)] : []),
    ];
  }

  /**
   * Resolves when the caller may ask; callers are served in the order in which they came.
   *
   * @param until - milliseconds since 1970 after which the caller would rather come back another time.
   * @throws ConnectorError `unavailable` when its turn is later than that; nothing was waited for then.
   */
  take(until = Infinity): Promise<void> {
    const turn = this.#line.then(() => this.#wait(until));
    // A clock that fails one caller must not block those behind it.
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  /** Nobody asks before `until` (milliseconds since 1970): the source said so. */
  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  /** Milliseconds that callers have waited here. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  async #wait(until: number): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const free = this.#windows.map(
        ({ taken, oldest, windowMs }) => taken[oldest] + windowMs,
      );
      const wait = Math.max(this.#pausedUntil, ...free) - now;
      if (!(wait > 0)) {
        break;
      }
      const whole = Math.ceil(wait);
      if (now + whole > until) {
        throw new ConnectorError(
          'unavailable',
          `The source is asked no sooner than ${new Date(
            now + whole,
          ).toISOString()}, because it said so or its rate limit does; run again then, or raise limits.retryBudgetMs.`,
        );
      }
      this.#waitedMs += whole;
      await this.#clock.sleep(whole);
    }
    for (const window of this.#windows) {
      window.taken[window.oldest] = this.#clock.now();
      window.oldest = (window.oldest + 1) % window.taken.length;
    }
  }
}

const buckets = new WeakMap<Clock, Map<string, TokenBucket>>();

/** The bucket that a group shares in this process. */
export function bucketOf(limit: RateLimit, clock: Clock): TokenBucket {
  const groups = buckets.get(clock) ?? new Map<string, TokenBucket>();
  buckets.set(clock, groups);
  const bucket = groups.get(limit.group) ?? new TokenBucket(limit, clock);
  groups.set(limit.group, bucket);
  return bucket;
}

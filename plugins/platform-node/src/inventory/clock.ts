/**
 * Time, as the readers use it. Everything that waits, waits on a clock that it was given, so that a test can
 * run an hour of failures and recoveries in a few milliseconds and in one certain order.
 */

/** Tells the time and wakes. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `ring` once after `ms`; gives the function that calls that off. Keeps no process alive. */
  alarm(ms: number, ring: () => void): () => void;
}

/** The machine's own clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  alarm(ms, ring) {
    const timer = setTimeout(ring, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Milliseconds since the epoch as ISO 8601 UTC. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** Waits; comes back at once, without an error, when the signal is aborted. */
export function pause(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = new AbortController();
    const end = () => {
      done.abort();
      resolve();
    };
    const callOff = clock.alarm(ms, end);
    done.signal.addEventListener('abort', callOff, { once: true });
    signal.addEventListener('abort', end, { once: true, signal: done.signal });
  });
}

/** A signal that aborts with `signal`, or when nobody has postponed it for `ms`. */
export interface Patience {
  readonly signal: AbortSignal;
  /** Whether time ran out. */
  readonly over: boolean;
  /** Begins to wait anew. */
  postpone(): void;
  /** Waits no longer. */
  end(): void;
}

/** Begins to wait for `ms`. */
export function startPatience(
  clock: Clock,
  ms: number,
  signal?: AbortSignal,
): Patience {
  const limit = new AbortController();
  let over = false;
  const ring = () => {
    over = true;
    limit.abort(new DOMException('Nothing came in time.', 'TimeoutError'));
  };
  let callOff = clock.alarm(ms, ring);
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    get over() {
      return over;
    },
    postpone() {
      callOff();
      if (!over) callOff = clock.alarm(ms, ring);
    },
    end: () => callOff(),
  };
}

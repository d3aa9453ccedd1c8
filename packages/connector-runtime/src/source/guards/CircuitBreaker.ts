/*
 * When a source has failed often enough in a row, asking more only makes it worse and the run longer. The circuit
 * opens: callers are refused without a call. After a pause one probe is let through (half-open); it decides.
 *
 * The library cockatiel (MIT, no dependencies) was looked at and refused: it reads the process's own time and timers,
 * so a test cannot move its clock and a crash test cannot stop it between two calls; it needs Node 22 in the version
 * that is kept; and of its policies only this one would be used, because retries here obey the source (`Retry-After`,
 * reset headers), a budget a page and a budget a run, which are not its terms. Generated repositories would carry a
 * megabyte for the fifty lines below.
 */
import { ConnectorError } from '../../errors';
import type { Clock } from '../../ports';
import type { BreakerState } from '../types';

/** The circuit to one source. */
export class CircuitBreaker {
  readonly #name: string;
  readonly #threshold: number;
  readonly #cooldownMs: number;
  readonly #clock: Clock;
  #failures = 0;
  #openedAt: number | undefined;
  #probing = false;

  constructor(options: {
    name: string;
    failures: number;
    cooldownMs: number;
    clock: Clock;
  }) {
    this.#name = options.name;
    this.#threshold = options.failures;
    this.#cooldownMs = options.cooldownMs;
    this.#clock = options.clock;
  }

  /**
   * Asks whether a call may be made; every call that may must end in `succeeded`, `failed` or `abandoned`.
   *
   * @throws ConnectorError `unavailable` while the circuit is open.
   */
  enter(): void {
    const { state, probeAt } = this.state();
    if (state === 'closed') {
      return;
    }
    if (state === 'open' || this.#probing) {
      throw new ConnectorError(
        'unavailable',
        `${this.#name} failed ${
          this.#failures
        } times in a row and is left alone until ${new Date(
          probeAt ?? this.#clock.now(),
        ).toISOString()}; run again then.`,
      );
    }
    this.#probing = true;
  }

  /** The call was not made after all. */
  abandoned(): void {
    this.#probing = false;
  }

  /** The call was answered, whatever the answer said. */
  succeeded(): void {
    this.#failures = 0;
    this.#openedAt = undefined;
    this.#probing = false;
  }

  /** The call was not answered, or with a failure of the source itself. */
  failed(): void {
    this.#failures += 1;
    if (this.#probing || this.#failures >= this.#threshold) {
      this.#openedAt = this.#clock.now();
    }
    this.#probing = false;
  }

  /** As metrics and health show it. */
  state(): BreakerState {
    const about = { name: this.#name, failures: this.#failures };
    if (this.#openedAt === undefined) {
      return { ...about, state: 'closed' };
    }
    const probeAt = this.#openedAt + this.#cooldownMs;
    const state = this.#clock.now() >= probeAt ? 'half-open' : 'open';
    return { ...about, state, probeAt };
  }
}

const breakers = new WeakMap<Clock, Map<string, CircuitBreaker>>();

/** The circuit that all streams of a source share in this process. */
export function breakerOf(options: {
  name: string;
  failures: number;
  cooldownMs: number;
  clock: Clock;
}): CircuitBreaker {
  const named =
    breakers.get(options.clock) ?? new Map<string, CircuitBreaker>();
  breakers.set(options.clock, named);
  const breaker = named.get(options.name) ?? new CircuitBreaker(options);
  named.set(options.name, breaker);
  return breaker;
}

/*
 * Records that arrive by themselves, waiting to be taken as a page. A page is full, or has waited long enough. The inbox
 * is bounded: when records come faster than they can be stored for long, that is said and not hidden in memory.
 */
import { ConnectorError } from '../errors';
import type { Clock } from '../ports';

/** Waits for records of one stream. */
export class Inbox<T> {
  readonly #clock: Clock;
  readonly #bound: number;
  #waiting: T[] = [];
  #wake: (() => void) | undefined;
  #failure: ConnectorError | undefined;

  constructor(options: { clock: Clock; bound: number }) {
    this.#clock = options.clock;
    this.#bound = options.bound;
  }

  /** Adds a record. */
  push(record: T): void {
    if (this.#waiting.length >= this.#bound) {
      this.fail(
        new ConnectorError(
          'unavailable',
          `More than ${
            this.#bound
          } records wait to be stored; make pages larger, or the table faster, and run again.`,
        ),
      );
      return;
    }
    this.#waiting.push(record);
    this.#wake?.();
  }

  /** Whoever takes next gets this error, after what is waiting. */
  fail(error: ConnectorError): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  /** Up to `most` records, as soon as there are so many, or what there is when the time is over. */
  async take(most: number, maxWaitMs: number): Promise<readonly T[]> {
    const until = this.#clock.now() + maxWaitMs;
    while (this.#waiting.length < most && !this.#failure) {
      const left = until - this.#clock.now();
      if (left <= 0) {
        break;
      }
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      await Promise.race([woken, this.#clock.sleep(left)]);
      this.#wake = undefined;
    }
    if (this.#waiting.length === 0 && this.#failure) {
      throw this.#failure;
    }
    return this.#waiting.splice(0, most);
  }
}

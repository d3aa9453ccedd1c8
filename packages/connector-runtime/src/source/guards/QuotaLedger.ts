/*
 * The calls of a day, counted where runs cannot forget them. Each entry of the ledger is an object with a number that
 * follows the one before it, written only when that number is free: of two processes that want the same number one
 * wins, the other reads its entry and takes the next. Entries are immutable, so the total in the newest is the truth.
 *
 * Calls are taken in blocks that double while a run goes on asking (one, two, four, ... up to a hundredth of the day),
 * so that ten thousand calls are some hundred entries; what a run did not use it gives back when it ends. A run that
 * dies keeps its block: the count is never too low, which is the side to err on when a key can be locked.
 */
import { ConnectorError } from '../../errors';
import type { Clock, ObjectStore } from '../../ports';
import type { RateLimit } from '../restDeclaration';
import type { QuotaState } from '../types';
import { dayIn, nextMidnight } from './zonedDay';

/** The calls of today are used up. `unavailable`, because tomorrow mends it. */
export class QuotaError extends ConnectorError {
  /** Milliseconds since 1970. */
  readonly resetsAt: number;

  constructor(message: string, resetsAt: number) {
    super('unavailable', message);
    this.name = 'QuotaError';
    this.resetsAt = resetsAt;
  }
}

interface Entry {
  readonly number: number;
  readonly used: number;
  readonly exhausted: boolean;
}

const ATTEMPTS = 50;

/** The ledger of one group. */
export class QuotaLedger {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #group: string;
  readonly #perDay: number;
  readonly #zone: string;
  #day = '';
  #held = 0;
  #block = 1;
  #known: Entry = { number: 0, used: 0, exhausted: false };

  constructor(options: {
    limit: Pick<RateLimit, 'group' | 'perDay' | 'resetsAt'>;
    store: ObjectStore;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#group = options.limit.group;
    this.#perDay = options.limit.perDay ?? Infinity;
    this.#zone = options.limit.resetsAt ?? 'UTC';
  }

  /**
   * Takes one call.
   *
   * @throws QuotaError when none is left today; it says when they come back. Nothing was asked then.
   */
  async take(): Promise<void> {
    const today = dayIn(this.#zone, this.#clock.now());
    if (today !== this.#day) {
      await this.#open(today);
    }
    if (this.#known.exhausted) {
      throw this.#refuse();
    }
    if (this.#held === 0) {
      const calls = await this.#append(latest => {
        if (latest.exhausted || latest.used >= this.#perDay) {
          throw this.#refuse();
        }
        return Math.min(this.#block, this.#perDay - latest.used);
      });
      this.#held += calls;
      const most = Math.max(1, Math.floor(this.#perDay / 100));
      this.#block = Math.min(this.#block * 2, most);
    }
    this.#held -= 1;
  }

  /** The source itself says that today's calls are used: nobody of the group asks again before the reset. */
  async exhaust(): Promise<QuotaError> {
    const today = dayIn(this.#zone, this.#clock.now());
    if (today !== this.#day) {
      await this.#open(today);
    }
    this.#held = 0;
    await this.#append(() => 0, true);
    return this.#refuse();
  }

  /** Gives back what was taken and not used. */
  async close(): Promise<void> {
    const unused = this.#held;
    this.#held = 0;
    const today = dayIn(this.#zone, this.#clock.now());
    if (unused > 0 && today === this.#day) {
      await this.#append(() => -unused);
    }
    this.#block = 1;
  }

  /** What is known without asking the store again; undefined when there is no bound. */
  state(): QuotaState | undefined {
    if (!Number.isFinite(this.#perDay)) {
      return undefined;
    }
    const now = this.#clock.now();
    const fresh = dayIn(this.#zone, now) === this.#day;
    const { exhausted } = this.#known;
    const counted = exhausted ? this.#perDay : this.#known.used - this.#held;
    const used = fresh ? counted : 0;
    return {
      group: this.#group,
      perDay: this.#perDay,
      used,
      remaining: Math.max(0, this.#perDay - used),
      resetsAt: new Date(nextMidnight(this.#zone, now)).toISOString(),
    };
  }

  #refuse(): QuotaError {
    const resetsAt = nextMidnight(this.#zone, this.#clock.now());
    const calls = Number.isFinite(this.#perDay)
      ? `All ${this.#perDay} calls of today for '${this.#group}' are used`
      : `The source gives '${this.#group}' no more calls today`;
    return new QuotaError(
      `${calls}; they come back at ${new Date(
        resetsAt,
      ).toISOString()}, midnight in ${
        this.#zone
      }: run again then, or ask for less often.`,
      resetsAt,
    );
  }

  #prefix(day: string): string {
    return `quota/${this.#group}/${day}/`;
  }

  async #open(day: string): Promise<void> {
    const entries = await this.#store.list(`quota/${this.#group}/`);
    const yesterday = dayIn(this.#zone, this.#clock.now() - 86_400_000);
    for (const key of entries) {
      // Another process may still write yesterday's last entries.
      if (key < this.#prefix(yesterday)) {
        await this.#store.remove(key);
      }
    }
    const newest = entries
      .filter(key => key.startsWith(this.#prefix(day)))
      .at(-1);
    this.#known =
      newest === undefined
        ? { number: 0, used: 0, exhausted: false }
        : await this.#read(newest);
    this.#day = day;
    this.#held = 0;
    this.#block = 1;
  }

  async #read(key: string): Promise<Entry> {
    const bytes = await this.#store.get(key);
    try {
      const entry: Entry = JSON.parse(Buffer.from(bytes ?? []).toString());
      return entry;
    } catch (cause) {
      throw new ConnectorError(
        'configuration',
        `The entry ${key} of the quota cannot be read; remove it, and today's calls are counted from the one before.`,
        cause,
      );
    }
  }

  #key(number: number): string {
    return `${this.#prefix(this.#day)}${String(number).padStart(6, '0')}.json`;
  }

  async #append(
    callsAfter: (latest: Entry) => number,
    exhausted = false,
  ): Promise<number> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const calls = callsAfter(this.#known);
      const entry: Entry = {
        number: this.#known.number + 1,
        used: Math.max(0, this.#known.used + calls),
        exhausted: exhausted || this.#known.exhausted,
      };
      const key = this.#key(entry.number);
      try {
        await this.#store.create(key, Buffer.from(JSON.stringify(entry)));
        this.#known = entry;
        return calls;
      } catch (error) {
        if (
          !(error instanceof ConnectorError) ||
          error.failure !== 'conflict'
        ) {
          throw error;
        }
        this.#known = await this.#read(key);
      }
    }
    throw new ConnectorError(
      'unavailable',
      `Too many processes count the calls of '${
        this.#group
      }' at once; let fewer of them run at the same minute.`,
    );
  }
}

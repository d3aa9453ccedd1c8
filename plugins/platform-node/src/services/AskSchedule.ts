/** First questions are spread over this time, so that a start is no stampede. */
const SPREAD_MS = 2_000;
/** What keeps changing is not asked more often than this. */
const SOONEST_MS = 2_000;

/** Something to be asked regularly. */
export interface Asked<T> {
  id: string;
  /** Asked soon again when it is another one. */
  mark: string;
  item: T;
}

/** How often may be asked. */
export interface AskLimits {
  /** Milliseconds between two questions to one. */
  intervalMs: number;
  /** Questions a second, to all together; when there are many, each is asked less often instead of all harder. */
  perSecond: number;
  /** In [0, 1); for the jitter. */
  random: () => number;
}

interface Entry<T> extends Asked<T> {
  askedAt: number;
  dueAt: number;
}

/**
 * Decides what is asked when: regularly with jitter, and soon after its mark changed. Holds no timer and does no I/O;
 * times are milliseconds since the epoch.
 */
export class AskSchedule<T> {
  readonly #limits: AskLimits;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(limits: AskLimits) {
    this.#limits = limits;
  }

  /** Time between two questions to one: as configured, longer when the budget would not do. */
  get #intervalMs(): number {
    return Math.max(this.#limits.intervalMs, this.#needed(this.#entries.size));
  }

  /** Milliseconds that the budget needs for so many questions. */
  #needed(count: number): number {
    return (count / this.#limits.perSecond) * 1_000;
  }

  /** Takes a new plan; gives the ids of what is no longer asked. */
  plan(wanted: readonly Asked<T>[], now: number): string[] {
    const spreadMs = Math.max(
      Math.min(SPREAD_MS, this.#limits.intervalMs),
      this.#needed(wanted.length),
    );
    const planned = new Set(wanted.map(({ id }) => id));
    const gone = [...this.#entries.keys()].filter(id => !planned.has(id));
    for (const id of gone) this.#entries.delete(id);
    for (const one of wanted) this.#planOne(one, now, spreadMs);
    return gone;
  }

  #planOne({ id, mark, item }: Asked<T>, now: number, spreadMs: number): void {
    const known = this.#entries.get(id);
    if (!known) {
      const dueAt = now + this.#limits.random() * spreadMs;
      this.#entries.set(id, { id, mark, item, askedAt: 0, dueAt });
      return;
    }
    if (known.mark !== mark) {
      known.dueAt = Math.min(
        known.dueAt,
        Math.max(now, known.askedAt + SOONEST_MS),
      );
    }
    known.item = item;
    known.mark = mark;
  }

  /** What is due, which counts as asked from now on. */
  takeDue(now: number): T[] {
    const due = [...this.#entries.values()].filter(({ dueAt }) => dueAt <= now);
    due.sort((one, other) => one.dueAt - other.dueAt);
    for (const entry of due) {
      entry.askedAt = now;
      entry.dueAt =
        now + this.#intervalMs * (0.9 + this.#limits.random() * 0.2);
    }
    return due.map(({ item }) => item);
  }

  /** When the next one is due, or `undefined` when there is none. */
  get nextDue(): number | undefined {
    let first: number | undefined;
    for (const { dueAt } of this.#entries.values()) {
      if (first === undefined || dueAt < first) first = dueAt;
    }
    return first;
  }
}

/**
 * Time, as a rule may ask for it. A verdict that rests on the time is a moving target: it becomes another one although no fact
 * changed. So a rule is not told what time it is; it asks questions whose answers stay the same for a while ("has this passed?", "how many
 * whole hours since?"), and whoever hands the clock in can write down what was asked. From that follows, without a list kept by hand, which
 * verdicts rest on time at all, at which instant each has to be judged again, and what to keep beside the facts so that a verdict can be
 * reached again from what was kept.
 *
 * All instants are milliseconds since the epoch; one that is not a number has not passed, and nothing can be counted from it.
 */

/** Answers questions about the time. */
export interface Clock {
  /** Whether this instant lies in the past. */
  isPast(instant: number): boolean;
  /** Whole units since an instant, rounded down; negative before it. */
  wholeSince(instant: number, unit: number): number;
  /** Whole units until an instant, rounded down; negative after it. */
  wholeUntil(instant: number, unit: number): number;
}

/** What a judgement asked of the time. */
export interface ClockNotes {
  /** The answers, in the order of the questions; empty when nothing was asked. */
  answers: readonly (boolean | number)[];
  /** The first instant at which an answer becomes another one while time goes on; absent when none ever will. */
  dueAt?: number;
}

/** Most rules never ask. */
const NOTHING: ClockNotes = Object.freeze({ answers: Object.freeze([]) });

class NotingClock implements Clock {
  readonly #now: number;
  #notes: { answers: (boolean | number)[]; dueAt?: number } | undefined;

  constructor(now: number) {
    this.#now = now;
  }

  get notes(): ClockNotes {
    return this.#notes ?? NOTHING;
  }

  #note<A extends boolean | number>(answer: A, until: number): A {
    this.#notes ??= { answers: [] };
    const notes = this.#notes;
    notes.answers.push(answer);
    if (
      until > this.#now &&
      !(notes.dueAt !== undefined && notes.dueAt <= until)
    )
      notes.dueAt = until;
    return answer;
  }

  isPast(instant: number): boolean {
    return this.#note(this.#now > instant, Math.floor(instant) + 1);
  }

  wholeSince(instant: number, unit: number): number {
    const count = Math.floor((this.#now - instant) / unit);
    return this.#note(count, Math.ceil(instant + (count + 1) * unit));
  }

  wholeUntil(instant: number, unit: number): number {
    const count = Math.floor((instant - this.#now) / unit);
    return this.#note(count, Math.floor(instant - count * unit) + 1);
  }
}

/** A clock that stands at an instant. */
export function clockAt(now: number): Clock {
  return {
    isPast: instant => now > instant,
    wholeSince: (instant, unit) => Math.floor((now - instant) / unit),
    wholeUntil: (instant, unit) => Math.floor((instant - now) / unit),
  };
}

/** A clock that stands at an instant and writes down what it is asked. */
export function notingClock(now: number): Clock & { notes: ClockNotes } {
  return new NotingClock(now);
}

/**
 * Things that are made from other things, and are made again only when one of those became another one.
 *
 * A `Source` is what comes from outside; it is touched when it changed. A `Derived` is made by a function, and what that function reads
 * while it runs is what the derived thing is made from: nobody keeps a list of dependencies by hand. When something changed, what was made
 * from it is looked at again, from the sources upwards: a derived thing that is made again and says the same as before stops there, and
 * whatever was made from it is left alone. So the work of a change is as large as what the change means, not as large as all that is known.
 *
 * What nothing is made from any more is forgotten at the end of a turn. A function that throws is a derived thing too: whoever
 * reads it gets the same error, until something that it read changes.
 */
import { DueQueue } from './DueQueue';

/** Something that others are made from. */
abstract class Cell {
  /** What was made from it; absent while nothing was. */
  dependents: Set<Derived> | undefined;
  /** Takes it off its owner's list, when nothing is made from it any more. */
  readonly forget: (() => void) | undefined;

  constructor(forget?: () => void) {
    this.forget = forget;
  }

  get isUsed(): boolean {
    return this.dependents !== undefined && this.dependents.size > 0;
  }
}

/** Something that comes from outside. */
export class Source extends Cell {}

type Outcome<T> = { value: T } | { error: unknown };

/** How something is made. */
export interface Making<T> {
  make(): T;
  /** Whether what was made says the same as before; the old one is kept then. Identity unless given. */
  isSame?(before: T, after: T): boolean;
  /** It is made again whenever it must, whether or not anything is made from it. */
  isRoot?: boolean;
  forget?: () => void;
}

/** Something that is made from other things. */
export class Derived<T = unknown> extends Cell {
  readonly making: Making<T>;
  outcome: Outcome<T> | undefined;
  /** Something that it was made from is another one now. */
  isDirty = true;
  isBeingMade = false;
  /** The turn in which it was last found to be right. */
  turn = -1;
  inputs: Cell[] = [];
  /** Instant at which it has to be made again, whatever else happens. */
  dueAt: number | undefined;

  constructor(making: Making<T>) {
    super(making.forget);
    this.making = making;
  }
}

function isSameOutcome<T>(
  { making, outcome }: Derived<T>,
  after: Outcome<T>,
): boolean {
  if (!outcome) return false;
  if ('error' in outcome || 'error' in after) return false;
  return making.isSame
    ? making.isSame(outcome.value, after.value)
    : outcome.value === after.value;
}

function areSame(one: readonly Cell[], other: readonly Cell[]): boolean {
  return (
    one.length === other.length && one.every((cell, at) => cell === other[at])
  );
}

/** Everything that was made, and what it was made from. */
export class Cells {
  #turn = 0;
  #reader: Derived | undefined;
  #dirty: Derived[] = [];
  readonly #unused = new Set<Cell>();
  readonly #due = new DueQueue<Derived>();
  /** What asked for the time. */
  readonly #timed = new Set<Derived>();

  /** Notes that what is being made at present is made from this. */
  note(source: Source): void {
    this.#record(source);
  }

  /** The thing as it is now; made if it must be. Whatever is being made at present is made from it. */
  read<T>(derived: Derived<T>): T {
    this.#ensure(derived);
    this.#record(derived);
    const { outcome } = derived;
    if (!outcome) throw new Error('Nothing was made.');
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /** What is being made at present has to be made again at this instant; `undefined`: it asked for the time, and time going on changes nothing. */
  setDue(dueAt: number | undefined): void {
    const reader = this.#reader;
    if (!reader) return;
    this.#timed.add(reader);
    reader.dueAt = dueAt;
    if (dueAt !== undefined) this.#due.add(dueAt, reader);
  }

  /** It is another one now. Only inside {@link turn}. */
  touch(source: Source | undefined): void {
    for (const derived of source?.dependents ?? []) this.#soil(derived);
  }

  /** Makes whatever is due by this instant again. Only inside {@link turn}. */
  touchDue(now: number): void {
    for (const { at, item } of this.#due.takeUntil(now))
      if (item.dueAt === at) this.#soil(item);
  }

  /** Makes whatever asked for the time again: the clock was set back. Only inside {@link turn}. */
  touchTimed(): void {
    for (const derived of this.#timed) this.#soil(derived);
  }

  /** Tells what changed by `change`, then makes again what has to be. */
  turn(change: () => void): void {
    this.#turn += 1;
    change();
    for (let next = this.#dirty.pop(); next; next = this.#dirty.pop())
      if (next.isDirty && (next.making.isRoot || next.isUsed))
        this.#ensure(next);
    this.#sweep();
  }

  /** Nobody will ask for it again. */
  drop(derived: Derived): void {
    this.#unlink(derived, derived.inputs);
    derived.inputs = [];
    // Whoever asks for it all the same has it made again.
    derived.isDirty = true;
    derived.dueAt = undefined;
    this.#timed.delete(derived);
    this.#unused.delete(derived);
    derived.forget?.();
  }

  #record(cell: Cell): void {
    this.#reader?.inputs.push(cell);
  }

  #soil(derived: Derived): void {
    if (derived.isDirty) return;
    derived.isDirty = true;
    this.#dirty.push(derived);
  }

  #ensure(derived: Derived): void {
    if (!derived.isDirty && derived.turn === this.#turn) return;
    if (derived.isBeingMade)
      throw new Error('Something cannot be made from itself.');
    if (!derived.isDirty) {
      for (const input of derived.inputs) {
        if (input instanceof Derived) this.#ensure(input);
        if (derived.isDirty) break;
      }
    }
    if (derived.isDirty) this.#make(derived);
    derived.turn = this.#turn;
  }

  #make(derived: Derived): void {
    const before = derived.inputs;
    const outer = this.#reader;
    derived.inputs = [];
    derived.dueAt = undefined;
    derived.isBeingMade = true;
    this.#reader = derived;
    let outcome: Outcome<unknown>;
    try {
      outcome = { value: derived.making.make() };
    } catch (error) {
      outcome = { error };
    } finally {
      this.#reader = outer;
      derived.isBeingMade = false;
    }
    derived.isDirty = false;
    this.#link(derived, before);
    if (isSameOutcome(derived, outcome)) return;
    derived.outcome = outcome;
    for (const dependent of derived.dependents ?? []) this.#soil(dependent);
  }

  #link(derived: Derived, before: readonly Cell[]): void {
    derived.inputs = [...new Set(derived.inputs)];
    if (areSame(before, derived.inputs)) return;
    this.#unlink(derived, before);
    for (const input of derived.inputs) {
      input.dependents ??= new Set();
      input.dependents.add(derived);
    }
  }

  #unlink(derived: Derived, inputs: readonly Cell[]): void {
    for (const input of inputs) {
      input.dependents?.delete(derived);
      if (!input.isUsed) this.#unused.add(input);
    }
  }

  #sweep(): void {
    // Dropping one may leave others unused, which join the end of the set.
    for (const cell of this.#unused) {
      this.#unused.delete(cell);
      if (cell.isUsed) continue;
      if (!(cell instanceof Derived)) cell.forget?.();
      else if (!cell.making.isRoot) this.drop(cell);
    }
  }
}

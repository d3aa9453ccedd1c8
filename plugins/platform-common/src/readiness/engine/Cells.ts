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
import { Cell, Derived, Source } from './Cell';
import { DueQueue } from './DueQueue';

/** Whether these are what was noted from a place on. */
function areNoted(
  inputs: readonly Cell[],
  noted: readonly Cell[],
  from: number,
): boolean {
  return (
    inputs.length === noted.length - from &&
    inputs.every((cell, at) => cell === noted[from + at])
  );
}

/** Everything that was made, and what it was made from. */
export class Cells {
  #turn = 0;
  #isTurning = false;
  #stamp = 0;
  #lastStamp = 0;
  #reader: Derived | undefined;
  /** What was noted by what is being made at present; one making within another stands after it, and is gone when it goes on. */
  readonly #noted: Cell[] = [];
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
    if (derived.error) throw derived.error.cause;
    return derived.value as T;
  }

  /** It has to be made again at this instant; `undefined`: it asked for the time, and time going on changes nothing. */
  setDue(derived: Derived, dueAt: number | undefined): void {
    this.#timed.add(derived);
    derived.dueAt = dueAt;
    if (dueAt === undefined || dueAt === derived.queuedAt) return;
    derived.queuedAt = dueAt;
    this.#due.add(dueAt, derived);
  }

  /** It is another one now. Only inside {@link turn}. */
  touch(source: Source | undefined): void {
    source?.eachDependent(derived => this.#soil(derived));
  }

  /** Makes whatever is due by this instant again. Only inside {@link turn}. */
  touchDue(now: number): void {
    for (const { at, item } of this.#due.takeUntil(now)) {
      if (item.queuedAt === at) item.queuedAt = undefined;
      if (item.dueAt === at) this.#soil(item);
    }
  }

  /** Makes whatever asked for the time again: the clock was set back. Only inside {@link turn}. */
  touchTimed(): void {
    for (const derived of this.#timed) this.#soil(derived);
  }

  /** Tells what changed by `change`, then makes again what has to be. */
  turn(change: () => void): void {
    this.#turn += 1;
    this.#isTurning = true;
    change();
    for (let next = this.#dirty.pop(); next; next = this.#dirty.pop())
      if (next.isDirty && (next.isRoot || next.isUsed)) this.#ensure(next);
    this.#isTurning = false;
    this.#sweep();
  }

  /** Nobody will ask for it again. */
  drop(derived: Derived): void {
    this.#setInputs(derived, []);
    // Whoever asks for it all the same has it made again.
    derived.isDirty = true;
    derived.dueAt = undefined;
    this.#timed.delete(derived);
    this.#unused.delete(derived);
    derived.forget();
  }

  #record(cell: Cell): void {
    if (!this.#reader || cell.notedBy === this.#stamp) return;
    cell.notedBy = this.#stamp;
    this.#noted.push(cell);
  }

  #soil(derived: Derived): void {
    if (derived.isDirty) return;
    derived.isDirty = true;
    this.#dirty.push(derived);
  }

  #ensure(derived: Derived): void {
    // Between two turns whatever is not dirty is right.
    const isKnown = !this.#isTurning || derived.turn === this.#turn;
    if (!derived.isDirty && isKnown) return;
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
    const noted = this.#noted;
    const [reader, stamp, from] = [this.#reader, this.#stamp, noted.length];
    derived.dueAt = undefined;
    derived.isBeingMade = true;
    this.#reader = derived;
    this.#stamp = this.#lastStamp += 1;
    let isSame = false;
    try {
      isSame = derived.renew();
      if (!areNoted(derived.inputs, noted, from))
        this.#setInputs(derived, noted.slice(from));
    } finally {
      noted.length = from;
      this.#reader = reader;
      this.#stamp = stamp;
      derived.isBeingMade = false;
    }
    derived.isDirty = false;
    if (!isSame) derived.eachDependent(dependent => this.#soil(dependent));
  }

  #setInputs(derived: Derived, inputs: readonly Cell[]): void {
    const before = derived.inputs;
    derived.inputs = inputs;
    for (const input of before) {
      input.removeDependent();
      if (!input.isUsed) this.#unused.add(input);
    }
    for (const input of inputs) input.addDependent(derived);
  }

  #sweep(): void {
    // Dropping one may leave others unused, which join the end of the set.
    for (const cell of this.#unused) {
      this.#unused.delete(cell);
      if (cell.isUsed) continue;
      if (!(cell instanceof Derived)) cell.forget();
      else if (!cell.isRoot) this.drop(cell);
    }
  }
}

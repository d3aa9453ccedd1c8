/** Beyond as many entries that are out of date, and as many again as are not, a list is cleared of them. */
const SLACK = 8;

/**
 * Something that others are made from. There are very many: most have one dependent, and those keep no list. Of some (how a cluster is
 * read) nearly everything is made: their list is only ever added to, for a set of so many would cost more than what is made. What is no
 * dependent any more stays in the list until it is cleared, and is told by its inputs.
 */
export abstract class Cell {
  #dependents: Derived | Derived[] | undefined;
  /** How often it is an input of something. */
  #uses = 0;
  /** Stamp of the making that noted it last. */
  notedBy = 0;

  /** Takes it off its owner's list, when nothing is made from it any more. */
  forget(): void {}

  get isUsed(): boolean {
    return this.#uses > 0;
  }

  /** Once for each time that it is among the inputs. */
  addDependent(derived: Derived): void {
    this.#uses += 1;
    const dependents = this.#dependents;
    if (dependents === undefined) this.#dependents = derived;
    else if (Array.isArray(dependents)) dependents.push(derived);
    else this.#dependents = [dependents, derived];
  }

  /** Once for each time that it was among the inputs, which are other ones by now. */
  removeDependent(): void {
    this.#uses -= 1;
    const dependents = this.#dependents;
    if (this.#uses === 0) this.#dependents = undefined;
    else if (
      Array.isArray(dependents) &&
      dependents.length > 2 * this.#uses + SLACK
    )
      this.#dependents = [...new Set(dependents)].filter(one =>
        one.inputs.includes(this),
      );
  }

  eachDependent(tell: (derived: Derived) => void): void {
    const dependents = this.#dependents;
    if (dependents === undefined) return;
    for (const one of Array.isArray(dependents) ? dependents : [dependents])
      if (one.inputs.includes(this)) tell(one);
  }
}

/** Something that comes from outside. */
export class Source extends Cell {}

const NOTHING: readonly Cell[] = [];

/** Something that is made from other things. */
export abstract class Derived<T = unknown> extends Cell {
  value: T | undefined;
  /** What making it threw; `value` is of no use then. */
  error: { cause: unknown } | undefined;
  #isMade = false;
  /** Something that it was made from is another one now. */
  isDirty = true;
  isBeingMade = false;
  /** The turn in which it was last found to be right. */
  turn = -1;
  inputs: readonly Cell[] = NOTHING;
  /** Instant at which it has to be made again, whatever else happens. */
  dueAt: number | undefined;
  /** The instant under which it waits in the queue of what is due, so that it does not wait there twice. */
  queuedAt: number | undefined;

  /** Makes it of what it reads meanwhile. */
  abstract make(): T;

  /** Whether what was made says the same as before; the old one is kept then. */
  isSame(before: T, after: T): boolean {
    return before === after;
  }

  /** It is made again whenever it must, whether or not anything is made from it. */
  get isRoot(): boolean {
    return false;
  }

  /** Makes it, and says whether it says the same as before. */
  renew(): boolean {
    const before =
      this.#isMade && !this.error ? { value: this.value as T } : undefined;
    this.#isMade = true;
    try {
      const value = this.make();
      const isSame = before !== undefined && this.isSame(before.value, value);
      if (!isSame) this.value = value;
      this.error = undefined;
      return isSame;
    } catch (cause) {
      this.error = { cause };
      return false;
    }
  }
}

/** Something that a function makes. */
export class Made<T> extends Derived<T> {
  readonly #make: () => T;

  constructor(make: () => T) {
    super();
    this.#make = make;
  }

  override make(): T {
    return this.#make();
  }
}

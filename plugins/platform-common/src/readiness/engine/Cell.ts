/** Something that others are made from. There are very many: most have one dependent, and those keep no set. */
export abstract class Cell {
  #dependents: Derived | Set<Derived> | undefined;
  /** Stamp of the making that noted it last. */
  notedBy = 0;

  /** Takes it off its owner's list, when nothing is made from it any more. */
  forget(): void {}

  get isUsed(): boolean {
    const dependents = this.#dependents;
    return dependents instanceof Set
      ? dependents.size > 0
      : dependents !== undefined;
  }

  addDependent(derived: Derived): void {
    const dependents = this.#dependents;
    if (dependents === undefined) this.#dependents = derived;
    else if (dependents instanceof Set) dependents.add(derived);
    else if (dependents !== derived)
      this.#dependents = new Set([dependents, derived]);
  }

  removeDependent(derived: Derived): void {
    const dependents = this.#dependents;
    if (dependents instanceof Set) dependents.delete(derived);
    else if (dependents === derived) this.#dependents = undefined;
  }

  eachDependent(tell: (derived: Derived) => void): void {
    const dependents = this.#dependents;
    if (dependents instanceof Set) for (const one of dependents) tell(one);
    else if (dependents) tell(dependents);
  }
}

/** Something that comes from outside. */
export class Source extends Cell {}

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
  inputs: Cell[] = [];
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

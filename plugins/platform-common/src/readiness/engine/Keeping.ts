import { Cells, Derived } from './Cells';

/** What is made of owners that change in place: see `once`. */
export class Keeping {
  readonly #cells: Cells;
  readonly #isSame: (one: unknown, other: unknown) => boolean;
  readonly #kept = new WeakMap<object, Map<string, Derived>>();

  constructor(cells: Cells, isSame: (one: unknown, other: unknown) => boolean) {
    this.#cells = cells;
    this.#isSame = isSame;
  }

  /** What `build` makes of the owner, made again only when what it read is another one. */
  keep<T>(owner: object, key: string, build: () => T): T {
    let values = this.#kept.get(owner);
    if (!values) {
      values = new Map();
      this.#kept.set(owner, values);
    }
    const own = values;
    let derived = own.get(key) as Derived<T> | undefined;
    if (!derived) {
      derived = new Derived<T>({
        make: build,
        isSame: this.#isSame,
        forget: () => own.delete(key),
      });
      own.set(key, derived as Derived);
    }
    return this.#cells.read(derived);
  }
}

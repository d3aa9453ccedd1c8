import { Derived } from './Cell';
import { Cells } from './Cells';

type Compare = (one: unknown, other: unknown) => boolean;

/** What is kept of an owner, by key; it begins empty, and lives as long as the owner. */
export type KeptThings = Map<string, Kept>;

/** What was made of an owner under a key. */
class Kept extends Derived {
  readonly #build: () => unknown;
  readonly #compare: Compare;
  readonly #all: KeptThings;
  readonly #key: string;

  constructor(options: {
    build: () => unknown;
    compare: Compare;
    all: KeptThings;
    key: string;
  }) {
    super();
    this.#build = options.build;
    this.#compare = options.compare;
    this.#all = options.all;
    this.#key = options.key;
  }

  override make(): unknown {
    return this.#build();
  }

  override isSame(before: unknown, after: unknown): boolean {
    return this.#compare(before, after);
  }

  override forget(): void {
    this.#all.delete(this.#key);
  }
}

/** What is made of owners that change in place: see `once`. */
export class Keeping {
  readonly #cells: Cells;
  readonly #compare: Compare;

  /**
   * @param compare - Whether two things say the same, so that whatever was made from the first stands.
   */
  constructor(cells: Cells, compare: Compare) {
    this.#cells = cells;
    this.#compare = compare;
  }

  /**
   * What `build` makes of an owner, made again only when what it read is another one.
   *
   * @param all - What is kept of that owner.
   */
  keep<T>(all: KeptThings, key: string, build: () => T): T {
    let kept = all.get(key);
    if (!kept) {
      kept = new Kept({ build, compare: this.#compare, all, key });
      all.set(key, kept);
    }
    return this.#cells.read(kept) as T;
  }
}

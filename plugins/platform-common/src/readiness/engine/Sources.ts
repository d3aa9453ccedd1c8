import { Cells, Source } from './Cells';

/** Sources by name, made when they are first read and forgotten when nobody reads them any more. */
export class Sources {
  readonly #cells: Cells;
  readonly #byName = new Map<string, Source>();

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  /** What is being made at present rests on this. */
  note(name: string): void {
    let source = this.#byName.get(name);
    if (!source) {
      source = new Source(() => this.#byName.delete(name));
      this.#byName.set(name, source);
    }
    this.#cells.note(source);
  }

  /** Whether anything rests on this. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** It is another one now. Only inside a turn of the cells. */
  touch(name: string): void {
    this.#cells.touch(this.#byName.get(name));
  }
}

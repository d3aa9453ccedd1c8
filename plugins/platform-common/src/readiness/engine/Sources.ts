import { Source } from './Cell';
import { Cells } from './Cells';

/** A source that is found by its name. */
class NamedSource extends Source {
  readonly #name: string;
  readonly #byName: Map<string, Source>;

  constructor(name: string, byName: Map<string, Source>) {
    super();
    this.#name = name;
    this.#byName = byName;
  }

  override forget(): void {
    this.#byName.delete(this.#name);
  }
}

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
      source = new NamedSource(name, this.#byName);
      this.#byName.set(name, source);
    }
    this.#cells.note(source);
  }

  /** It is another one now. Only inside a turn of the cells. */
  touch(name: string): void {
    this.#cells.touch(this.#byName.get(name));
  }
}

/**
 * A record that is the same one although what it says changes: each of its fields is read on its own, and only those who read a field that
 * says something else now are looked at again. Services are judged anew for their age all the time, and clusters are confirmed.
 */
import { KEEPS, Keeper } from '../../rules';
import { Source } from './Cell';
import { Cells } from './Cells';
import { Keeping, KeptThings } from './Keeping';
import { addAskedFields } from './sharedGetters';

/** See above. */
export class TracedRecord<R extends object> {
  /** What facts see. */
  readonly seen: R;
  #record: R;
  readonly #cells: Cells;
  readonly #sources = new Map<keyof R, Source>();

  /**
   * @param options.fields - The fields that there may be; others are not seen.
   */
  constructor(options: {
    record: R;
    fields: readonly (keyof R)[];
    cells: Cells;
    keeping: Keeping;
  }) {
    const { record, fields, cells, keeping } = options;
    this.#record = record;
    this.#cells = cells;
    const seen = {} as R & Keeper;
    addAskedFields(seen, fields, field => this.#read(field));
    const kept: KeptThings = new Map();
    Object.defineProperty(seen, KEEPS, {
      value: <T>(key: string, build: () => T) => keeping.keep(kept, key, build),
    });
    this.seen = seen;
  }

  #read<F extends keyof R>(field: F): R[F] {
    let source = this.#sources.get(field);
    if (!source) {
      source = new Source();
      this.#sources.set(field, source);
    }
    this.#cells.note(source);
    return this.#record[field];
  }

  /**
   * It is this one now. Only inside a turn of the cells.
   *
   * @param isSame - Whether two values of a field say the same.
   */
  turnTo(record: R, isSame: (one: unknown, other: unknown) => boolean): void {
    const before = this.#record;
    if (before === record) return;
    this.#record = record;
    for (const [field, source] of this.#sources)
      if (source.isUsed && !isSame(before[field], record[field]))
        this.#cells.touch(source);
  }
}

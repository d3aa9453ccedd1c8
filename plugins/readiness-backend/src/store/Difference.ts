import { keyOf, markOf, ThingKey, TimelineRow } from './rows';

/** What tells whether a thing that is in force still is the same. */
export interface Mark {
  key: ThingKey;
  mark: string;
}

/** What is in force, by key. */
export type Marks = Map<string, Mark>;

/** The mark of a row that is in force. */
export function markRow(row: TimelineRow): Mark {
  const { kind, subject, name } = row;
  return { key: { kind, subject, name }, mark: markOf(row) };
}

/** Collects what begins, and knows in the end what is no longer there. */
export class Difference {
  readonly begun: TimelineRow[] = [];
  /** What begins, by key: texts that were made to compare are not made again to be remembered. */
  readonly marked: Marks = new Map();
  readonly ended: ThingKey[] = [];
  readonly #marks: Marks;
  readonly #seen = new Set<string>();
  readonly #untouched = new Set<string>();
  #known = 0;

  constructor(marks: Marks) {
    this.#marks = marks;
  }

  /** Whether something is not in force yet; it begins then. */
  takeRow(row: TimelineRow): boolean {
    const key = keyOf(row);
    const { key: thing, mark } = markRow(row);
    this.#seen.add(key);
    const held = this.#marks.get(key);
    if (held) this.#known += 1;
    if (held?.mark === mark) return false;
    if (held) this.ended.push(held.key);
    this.begun.push(row);
    this.marked.set(key, { key: thing, mark });
    return true;
  }

  /** Everything of a service is in force as it is: its score, and so many verdicts. */
  pass(serviceId: string, verdicts: number): void {
    this.#untouched.add(serviceId);
    this.#known += 1 + verdicts;
  }

  /** Ends what was not taken. */
  endRest(): void {
    if (this.#known === this.#marks.size) return;
    for (const [key, { key: parts }] of this.#marks) {
      if (!this.#seen.has(key) && !this.#isUntouched(parts))
        this.ended.push(parts);
    }
  }

  #isUntouched({ kind, subject, name }: ThingKey): boolean {
    if (kind === 'verdict') return this.#untouched.has(subject);
    const isOfService = kind === 'score' && subject === 'service';
    return isOfService && this.#untouched.has(name);
  }
}

import { keyOf, markOf, ThingKey, TimelineRow } from './rows';

/** What is in force, by key; with the mark that tells whether it still is the same. */
export type Marks = Map<string, { key: ThingKey; mark: string }>;

/** Collects what begins, and knows in the end what is no longer there. */
export class Difference {
  readonly begun: TimelineRow[] = [];
  readonly ended: ThingKey[] = [];
  readonly #marks: Marks;
  readonly #seen = new Set<string>();
  readonly #untouched = new Set<string>();
  #known = 0;

  constructor(marks: Marks) {
    this.#marks = marks;
  }

  /** Whether something is not in force yet; it begins then. */
  take(key: string, mark: string, row: () => TimelineRow): boolean {
    this.#seen.add(key);
    const held = this.#marks.get(key);
    if (held) this.#known += 1;
    if (held?.mark === mark) return false;
    if (held) this.ended.push(held.key);
    this.begun.push(row());
    return true;
  }

  /** {@link take} for a row that is there already. */
  takeRow(row: TimelineRow): boolean {
    return this.take(keyOf(row), markOf(row), () => row);
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

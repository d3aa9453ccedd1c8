import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

/** A declaration that the catalog has not taken for so long is no longer waited for. */
const PATIENCE_MS = 1_800_000;

/**
 * Names that were given up for somebody's declaration. The catalog needs a while until it has taken the declaration;
 * for that long the name is kept free, and from then on the declaration itself shows that it is taken.
 */
export class YieldedRefs {
  readonly #since = new Map<string, number>();

  /** Keeps a name free from `now` on, milliseconds since the epoch. */
  add(ref: string, now: number): void {
    this.#since.set(ref, now);
  }

  /** Whether a name is kept free. */
  holds(ref: string): boolean {
    return this.#since.has(ref);
  }

  /** Entities whose names are not kept free. */
  leaveOut(entities: readonly Entity[]): readonly Entity[] {
    return this.#since.size === 0
      ? entities
      : entities.filter(entity => !this.holds(stringifyEntityRef(entity)));
  }

  /** No longer keeps free what was taken, or was waited for too long. */
  async settle(
    now: number,
    findForeign: (refs: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<void> {
    if (this.#since.size === 0) return;
    const taken = await findForeign([...this.#since.keys()]);
    for (const [ref, since] of this.#since) {
      if (taken.has(ref) || now - since > PATIENCE_MS) this.#since.delete(ref);
    }
  }
}

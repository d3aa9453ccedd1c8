/**
 * Brings the catalog in line with a list of entities by the smallest mutation: nothing when nothing
 * changed, one entity when one changed.
 *
 * It deletes only on evidence. A list that is known to be incomplete adds and changes but removes nothing; a
 * complete one removes what an earlier list of this process had.
 * The first complete list of a process replaces what an earlier process left behind (a `full` mutation),
 * unless it lacks so much of what the catalog holds that it is more likely wrong than right; an empty
 * list never does.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';

/** Up to this many entities may go at a start without suspicion. */
const FEW = 5;
/** So may this share of what the catalog holds. */
const SHARE = 0.2;

/** What a {@link EntitySync} needs. */
export interface EntitySyncOptions {
  /** Tells our entities from those of others in the catalog. */
  locationKey: string;
  /**
   * Refs of the entities that the catalog holds from earlier; `undefined` when it cannot say. Without this
   * function nothing is compared before the first full mutation.
   */
  readHeld?: () => Promise<readonly string[] | undefined>;
}

/** What was done, in numbers of entities. */
export interface SyncResult {
  type: 'none' | 'delta' | 'full';
  added: number;
  removed: number;
  /** Why nothing was removed although something is missing, as a sentence. */
  heldBack?: string;
}

interface Known {
  entity: Entity;
  text: string;
}

/** Applies lists of entities to the catalog. Calls must not overlap. */
export class EntitySync {
  readonly #connection: EntityProviderConnection;
  readonly #options: EntitySyncOptions;
  #known = new Map<string, Known>();
  #replaced = false;

  constructor(
    connection: EntityProviderConnection,
    options: EntitySyncOptions,
  ) {
    this.#connection = connection;
    this.#options = options;
  }

  /**
   * Brings the catalog in line.
   *
   * @throws whatever the catalog throws; the same list can then be applied again.
   */
  async apply(
    entities: readonly Entity[],
    options: { complete: boolean },
  ): Promise<SyncResult> {
    const next = new Map(
      entities.map(entity => [
        stringifyEntityRef(entity),
        { entity, text: JSON.stringify(entity) },
      ]),
    );
    if (!this.#replaced && options.complete) {
      const heldBack = await this.#whyNotReplace(next);
      if (!heldBack) return this.#replace(next);
      return { ...(await this.#change(next, true)), heldBack };
    }
    return this.#change(next, options.complete);
  }

  async #whyNotReplace(
    next: ReadonlyMap<string, Known>,
  ): Promise<string | undefined> {
    if (next.size === 0) return 'The list is empty; nothing is removed.';
    const held = await this.#options.readHeld?.();
    if (!this.#options.readHeld) return undefined;
    if (!held)
      return 'The catalog cannot say what it holds; nothing is removed yet.';
    const missing = held.filter(ref => !next.has(ref)).length;
    return missing > Math.max(FEW, held.length * SHARE)
      ? `The list lacks ${missing} of ${held.length} entities that the catalog holds; nothing is removed until they turn up or are unregistered.`
      : undefined;
  }

  async #replace(next: Map<string, Known>): Promise<SyncResult> {
    await this.#connection.applyMutation({
      type: 'full',
      entities: [...next.values()].map(({ entity }) => this.#defer(entity)),
    });
    this.#known = next;
    this.#replaced = true;
    return { type: 'full', added: next.size, removed: 0 };
  }

  async #change(
    next: ReadonlyMap<string, Known>,
    complete: boolean,
  ): Promise<SyncResult> {
    const added = [...next].filter(
      ([ref, { text }]) => this.#known.get(ref)?.text !== text,
    );
    const gone = [...this.#known].filter(([ref]) => !next.has(ref));
    const removed = complete ? gone : [];
    if (added.length + removed.length === 0) {
      return { type: 'none', added: 0, removed: 0 };
    }
    await this.#connection.applyMutation({
      type: 'delta',
      added: added.map(([, { entity }]) => this.#defer(entity)),
      removed: removed.map(([, { entity }]) => this.#defer(entity)),
    });
    for (const [ref, known] of added) this.#known.set(ref, known);
    for (const [ref] of removed) this.#known.delete(ref);
    return { type: 'delta', added: added.length, removed: removed.length };
  }

  #defer(entity: Entity) {
    return { entity, locationKey: this.#options.locationKey };
  }
}

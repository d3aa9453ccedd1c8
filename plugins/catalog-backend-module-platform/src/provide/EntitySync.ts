/**
 * Brings the catalog in line with a list of entities by the smallest mutation: nothing when nothing
 * changed, one entity when one changed.
 *
 * It begins with what the catalog holds, so that a restart, a takeover or a recovery writes only what is different.
 * And it deletes only on evidence: whoever gives the list decides for each entity that is missing from it whether it
 * may go. There is no mutation that replaces everything, because there is no moment at which a list is worth
 * more than what is known.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';

/** What a {@link EntitySync} needs. */
export interface EntitySyncOptions {
  /** Tells our entities from those of others in the catalog. */
  locationKey: string;
  /**
   * The entities that the catalog holds from earlier, as they were offered; `undefined` when it cannot say. Without
   * this function it is taken to hold none.
   */
  readHeld?: () => Promise<readonly Entity[] | undefined>;
  /** Which of these refs somebody else has declared; none without this function. */
  findForeign?: (refs: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** An entity that is in the catalog and not in the list. */
export interface MissingEntity {
  entity: Entity;
  /** It was in no list of this process; an earlier one offered it. */
  inherited: boolean;
}

/**
 * What becomes of the entities that are missing: `remove`, `keep`, or another entity of the same ref that takes its
 * place. It sees all of them at once, because many missing at once are another matter than a few.
 */
export type Fate = 'remove' | 'keep' | Entity;

/** What was done, in numbers of entities. */
export interface SyncResult {
  type: 'none' | 'delta';
  added: number;
  removed: number;
  /** Refs that were not offered, because somebody else declares them. */
  foreign: readonly string[];
}

/** What is known of a ref. */
interface Known extends MissingEntity {
  ref: string;
}

const NOTHING: SyncResult = { type: 'none', added: 0, removed: 0, foreign: [] };

/** What becomes of the entities that are missing: the refs that go, and what takes the place of others. */
interface Decision {
  removed: readonly string[];
  replaced: readonly Known[];
}

const NONE_MISSING: Decision = { removed: [], replaced: [] };

/** Applies lists of entities to the catalog. Calls must not overlap. */
export class EntitySync {
  readonly #connection: Pick<EntityProviderConnection, 'applyMutation'>;
  readonly #options: EntitySyncOptions;
  #known: Map<string, Known> | undefined;

  constructor(
    connection: Pick<EntityProviderConnection, 'applyMutation'>,
    options: EntitySyncOptions,
  ) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Forgets what the catalog is thought to hold; it is asked before anything is written again. */
  forget(): void {
    this.#known = undefined;
  }

  /** What the catalog holds of ours, by ref; it is asked when that is not known. `undefined` when it cannot say. */
  async held(): Promise<((ref: string) => Entity | undefined) | undefined> {
    const known = (this.#known ??= await this.#learn());
    return known && (ref => known.get(ref)?.entity);
  }

  /**
   * Brings the catalog in line.
   *
   * @throws whatever the catalog throws; the same list can then be applied again.
   */
  async apply(
    entities: readonly Entity[],
    judge: (
      missing: ReadonlyMap<string, MissingEntity>,
    ) => (ref: string) => Fate,
  ): Promise<SyncResult> {
    const known = (this.#known ??= await this.#learn());
    if (!known) return NOTHING;
    const next = new Set<string>();
    // What is the very same thing as the last time, as most are, needs no second look.
    const others: Known[] = [];
    for (let at = 0; at < entities.length; at += 1) {
      const entity = entities[at];
      const ref = refOf(entity);
      const last = known.get(ref);
      const one = take(last, ref, entity);
      if (last !== one) others.push(one);
      if (last) next.add(ref);
    }
    const { removed, replaced } =
      next.size < known.size ? decide(known, next, judge) : NONE_MISSING;
    others.push(...replaced);
    const changed = others.filter(
      ({ ref, entity }) => !isSame(known.get(ref)?.entity, entity),
    );
    const foreign = await this.#findForeign(changed);
    const added =
      foreign.size > 0
        ? changed.filter(({ ref }) => !foreign.has(ref))
        : changed;
    await this.#mutate(added, removed);
    for (const one of others)
      if (!foreign.has(one.ref)) known.set(one.ref, one);
    for (const ref of removed) known.delete(ref);
    const isNothing = added.length + removed.length === 0;
    return {
      type: isNothing ? 'none' : 'delta',
      added: added.length,
      removed: removed.length,
      foreign: [...foreign].sort(),
    };
  }

  async #learn(): Promise<Map<string, Known> | undefined> {
    const { readHeld } = this.#options;
    const held = readHeld ? await readHeld() : [];
    return (
      held &&
      new Map(
        held.map(entity => {
          const ref = refOf(entity);
          return [ref, { ref, entity, inherited: true }];
        }),
      )
    );
  }

  async #findForeign(changed: readonly Known[]): Promise<ReadonlySet<string>> {
    const { findForeign } = this.#options;
    return changed.length > 0 && findForeign
      ? findForeign(changed.map(({ ref }) => ref))
      : new Set();
  }

  async #mutate(
    added: readonly Known[],
    removed: readonly string[],
  ): Promise<void> {
    if (added.length + removed.length === 0) return;
    const { locationKey } = this.#options;
    await this.#connection.applyMutation({
      type: 'delta',
      added: added.map(({ entity }) => ({ entity, locationKey })),
      removed: removed.map(entityRef => ({ entityRef, locationKey })),
    });
  }
}

/** Refs of entities in use; an entity never changes, another takes its place. */
const refs = new WeakMap<Entity, string>();

function refOf(entity: Entity): string {
  const known = refs.get(entity);
  if (known !== undefined) return known;
  const ref = `${beginningOf(entity)}${entity.metadata.name.toLowerCase()}`;
  refs.set(entity, ref);
  return ref;
}

/** How refs begin, by kind and namespace: thousands share it. */
const beginnings = new Map<string, string>();

function beginningOf({ kind, metadata: { namespace } }: Entity): string {
  const at = namespace === undefined ? kind : `${kind} ${namespace}`;
  const known = beginnings.get(at);
  if (known !== undefined) return known;
  const beginning = stringifyEntityRef({ kind, namespace, name: '' });
  beginnings.set(at, beginning);
  return beginning;
}

/** An entity that is offered: what is known of it when it is the very same one, and was offered by this process. */
function take(last: Known | undefined, ref: string, entity: Entity): Known {
  return last?.entity === entity && !last.inherited
    ? last
    : { ref, entity, inherited: false };
}

function decide(
  known: ReadonlyMap<string, Known>,
  next: ReadonlySet<string>,
  judge: (missing: ReadonlyMap<string, MissingEntity>) => (ref: string) => Fate,
): Decision {
  const missing = new Map<string, Known>();
  for (const [ref, one] of known) if (!next.has(ref)) missing.set(ref, one);
  const fateOf = judge(missing);
  const removed: string[] = [];
  const replaced: Known[] = [];
  for (const [ref, { inherited }] of missing) {
    const fate = fateOf(ref);
    if (fate === 'remove') removed.push(ref);
    else if (fate !== 'keep') replaced.push({ ref, entity: fate, inherited });
  }
  return { removed, replaced };
}

/** Whether the catalog would hold the same; texts are made only of what may be another one. */
function isSame(one: Entity | undefined, other: Entity): boolean {
  return (
    one !== undefined &&
    (one === other || JSON.stringify(one) === JSON.stringify(other))
  );
}

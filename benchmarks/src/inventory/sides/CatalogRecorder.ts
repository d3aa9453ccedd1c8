import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { wallClock } from '../platform/createEditor';
import { CANARY } from '../world/workloadObject';
import { Held, Written } from './sideCalls';

const nothing = (): Written => ({
  mutations: 0,
  added: 0,
  removed: 0,
  seen: [],
});

/** Whether an entity stands for workloads; the peer makes Systems of namespaces beside. */
function standsForWorkload({ kind }: Entity): boolean {
  return kind !== 'System';
}

/**
 * A catalog that only remembers: what it holds after every mutation, and what was written. The same stub for
 * both sides, so that what differs is what they write.
 */
export class CatalogRecorder implements EntityProviderConnection {
  readonly #entities = new Map<string, Entity>();
  #written = nothing();
  #wanted: { count: number; done(): void } | undefined;

  async refresh(): Promise<void> {}

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    const at = wallClock();
    const isFull = mutation.type === 'full';
    const added = isFull ? mutation.entities : mutation.added;
    if (isFull) this.#entities.clear();
    else for (const one of mutation.removed) this.#remove(one);
    for (const { entity } of added) {
      this.#entities.set(stringifyEntityRef(entity), entity);
      if (!standsForWorkload(entity)) continue;
      const owner = String(entity.spec?.owner ?? '');
      this.#written.seen.push({ name: entity.metadata.name, owner, at });
    }
    this.#written.mutations += 1;
    this.#written.added += added.length;
    if (!isFull) this.#written.removed += mutation.removed.length;
    this.#tell();
  }

  #remove(one: { entity: Entity } | { entityRef: string }): void {
    const ref =
      'entity' in one ? stringifyEntityRef(one.entity) : one.entityRef;
    this.#entities.delete(ref);
  }

  #tell(): void {
    if (this.#wanted && this.#count() >= this.#wanted.count)
      this.#wanted.done();
  }

  #count(): number {
    return [...this.#entities.values()].filter(standsForWorkload).length;
  }

  /** Resolves when so many entities of workloads are held. */
  until(count: number): Promise<void> {
    return new Promise(done => {
      this.#wanted = { count, done };
      this.#tell();
    });
  }

  /** What was written since this was asked last. */
  takeWritten(): Written {
    const written = this.#written;
    this.#written = nothing();
    return written;
  }

  /** What is held now. */
  get held(): Held {
    const all = [...this.#entities.values()];
    const own = all.filter(standsForWorkload);
    return {
      names: own.map(({ metadata }) => metadata.name).sort(),
      owners: Object.fromEntries(
        own.map(({ metadata, spec }) => [metadata.name, String(spec?.owner)]),
      ),
      leaks: all.filter(entity => JSON.stringify(entity).includes(CANARY))
        .length,
    };
  }
}

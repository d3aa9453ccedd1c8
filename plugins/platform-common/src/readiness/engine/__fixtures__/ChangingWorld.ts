/** The benchmark's platform while it changes: what did not change stays the very same thing, as the inventory keeps it. */
import { indexObjects, InventoryObject, objectKey } from '../../../kubernetes';
import { ClusterState, Service } from '../../../model';
import { Knowledge } from '../../../rules';
import { worldOf } from '../../../rules/benchmark/__fixtures__/judgePlatform';
import { Platform } from '../../../rules/benchmark/__fixtures__/platform';
import { JudgedView } from '../Judge';

/** What is judged at an instant. */
export interface World {
  view: JudgedView;
  knowledge: Knowledge;
}

/** Gives the thing that was known before when it says the same. */
class Keeper<T> {
  readonly #known = new Map<string, { text: string; thing: T }>();

  keep(key: string, thing: T): T {
    const text = JSON.stringify(thing);
    const known = this.#known.get(key);
    if (known && known.text === text) return known.thing;
    this.#known.set(key, { text, thing });
    return thing;
  }
}

/** See above. */
export class ChangingWorld {
  readonly #entries = new Keeper<InventoryObject>();
  readonly #services = new Keeper<Service>();
  readonly #clusters = new Keeper<ClusterState>();
  readonly #parts = new Keeper<unknown>();

  /** The world of a platform as it is now; the platform itself may be written over afterwards. */
  turnTo(platform: Platform): World {
    const { entries, services, clusters, knowledge } = worldOf(
      structuredClone(platform),
    );
    const kept = entries.map(entry =>
      this.#entries.keep(objectKey(entry.object), entry),
    );
    const parts = Object.entries(knowledge)
      .filter(([name]) => name !== 'services')
      .map(([name, part]) => [name, this.#parts.keep(name, part)]);
    return {
      view: {
        services: services.map(one => this.#services.keep(one.id, one)),
        index: indexObjects(kept),
        clusters: clusters.map(one => this.#clusters.keep(one.name, one)),
      },
      knowledge: Object.fromEntries(parts) as Knowledge,
    };
  }
}

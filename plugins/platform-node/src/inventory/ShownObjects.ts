/**
 * The objects of a shelf as the inventory shows them. What is shown of an object stays the same thing for as long as
 * the object is the same and as well known: whoever works with objects tells by identity what changed, and need not
 * look at the rest again. Only the time of the last confirmation moves on, for all of them together and in place.
 */
import type {
  InventoryObject,
  KubernetesObject,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { instant } from './clock';

/** A time that those who were confirmed together share; ISO 8601 UTC. */
interface Confirmation {
  at: string;
}

interface ShownFacts
  extends Pick<
    InventoryObject,
    'cluster' | 'object' | 'source' | 'staleSince'
  > {
  confirmation: Confirmation;
}

/** One object as it is shown. */
class ShownObject implements InventoryObject {
  static readonly #OBSERVED_AT = {
    enumerable: true,
    get(this: ShownObject) {
      return this.#confirmation.at;
    },
  };
  readonly cluster: string;
  readonly object: KubernetesObject;
  readonly source: Source;
  declare readonly observedAt: string;
  declare readonly staleSince?: string;
  #confirmation: Confirmation;

  constructor({
    cluster,
    object,
    source,
    confirmation,
    staleSince,
  }: ShownFacts) {
    this.cluster = cluster;
    this.object = object;
    this.source = source;
    this.#confirmation = confirmation;
    // A property of its own, so that copies and JSON have it too.
    Object.defineProperty(this, 'observedAt', ShownObject.#OBSERVED_AT);
    if (staleSince !== undefined) this.staleSince = staleSince;
  }

  /** It is shown no more: what is confirmed from now on says nothing about it. */
  settle(): void {
    this.#confirmation = { ...this.#confirmation };
  }
}

/** When something that is not well known at present was seen, and since when it is not; milliseconds since the epoch. */
export interface Doubt {
  seenAt: number;
  since: number;
}

/** See above. */
export class ShownObjects {
  readonly #place: Pick<InventoryObject, 'cluster' | 'source'>;
  readonly #shown = new Map<string, ShownObject>();
  #confirmation: Confirmation = { at: instant(0) };
  #seenAt = 0;
  #failingSince: number | undefined;
  #silentSince: number | undefined;
  #staleSince: number | undefined;
  #list: readonly InventoryObject[] | undefined;

  constructor(place: Pick<InventoryObject, 'cluster' | 'source'>) {
    this.#place = place;
  }

  /** Everything is as it was, and was so at this time; what could not be read can be. */
  confirm(now: number): void {
    this.#seenAt = now;
    this.#failingSince = undefined;
    this.#weigh();
    this.#confirmation.at = instant(now);
  }

  /** Nothing can be read since then; what is known is of this time. */
  doubt({ seenAt, since }: Doubt): void {
    this.#seenAt = seenAt;
    this.#failingSince = since;
    this.#weigh();
  }

  /** Since then nobody answers who is asked, whatever a watch still seems to say; `undefined` when somebody does again. */
  hush(since: number | undefined): void {
    this.#silentSince = since;
    this.#weigh();
  }

  #weigh(): void {
    const earliest = Math.min(
      this.#failingSince ?? Infinity,
      this.#silentSince ?? Infinity,
    );
    const staleSince = earliest === Infinity ? undefined : earliest;
    if (staleSince === this.#staleSince) return;
    this.#shown.clear();
    this.#list = undefined;
    this.#confirmation = { at: instant(this.#seenAt) };
    this.#staleSince = staleSince;
  }

  /** The object of this key is another one now, or none, or known better or worse than before. */
  change(key: string): void {
    this.#shown.get(key)?.settle();
    this.#shown.delete(key);
    this.#list = undefined;
  }

  /** All objects; `doubtOf` says which are known less well than the rest. */
  list(
    objects: ReadonlyMap<string, KubernetesObject>,
    doubtOf: (key: string) => Doubt | undefined,
  ): readonly InventoryObject[] {
    if (this.#list) return this.#list;
    const list: InventoryObject[] = [];
    for (const [key, object] of objects)
      list.push(this.#shown.get(key) ?? this.#show(key, object, doubtOf(key)));
    this.#list = list;
    return list;
  }

  #show(
    key: string,
    object: KubernetesObject,
    doubt: Doubt | undefined,
  ): ShownObject {
    const staleSince = doubt?.since ?? this.#staleSince;
    const { cluster, source } = this.#place;
    const shown = new ShownObject({
      cluster,
      object,
      source,
      confirmation: doubt ? { at: instant(doubt.seenAt) } : this.#confirmation,
      staleSince: staleSince === undefined ? undefined : instant(staleSince),
    });
    this.#shown.set(key, shown);
    return shown;
  }
}

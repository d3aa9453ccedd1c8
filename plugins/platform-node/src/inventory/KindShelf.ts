/**
 * The objects of one kind of one cluster, and how well they are known. A shelf never takes the absence of news for news of absence. When a read fails, everything stays and is
 * marked with the time since when. When a list succeeds but lacks much of what was known (or all of it), it is more likely to be a proxy, a half-restored etcd or a scoped-down
 * role than a mass deletion: what is missing is *held*, until it turns up again, a watch says that it was deleted, the API server denies each
 * object by name, or an operator says that it may go.
 */
import type {
  HeldObjects,
  InventoryObject,
  KindState,
  KubernetesObject,
} from '@254carbon/backstage-plugin-platform-common';
import { collectionPath, resourceName, ServedKind } from '../kubernetes';
import { instant } from './clock';
import { describeHeld } from './describeHeld';
import { isForgotten } from './isForgotten';
import { isSameVersion } from './isSameVersion';
import { isSuspicious } from './isSuspicious';
import { ShownObjects } from './ShownObjects';

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** See above. Times are milliseconds since the epoch. */
export class KindShelf {
  readonly kind: ServedKind;
  readonly #cluster: string;
  readonly #shown: ShownObjects;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #held = new Map<string, { since: number; seenAt: number }>();
  #observedAt: number | undefined;
  #failure: { reason: string; since: number } | undefined;
  #read = false;
  #whole = false;
  #doubt = '';

  constructor(options: { cluster: string; kind: ServedKind }) {
    this.kind = options.kind;
    this.#cluster = options.cluster;
    this.#shown = new ShownObjects({
      cluster: options.cluster,
      source: {
        kind: 'cluster',
        name: options.cluster,
        detail: `GET ${collectionPath(options.kind)}`,
      },
    });
  }

  /** Whether a list was tried, well or not. */
  get read(): boolean {
    return this.#read;
  }

  /** Whether it was listed well at least once: then no object is missing that was there. */
  get whole(): boolean {
    return this.#whole;
  }

  /** Whether the last read went well. */
  get ok(): boolean {
    return this.#read && !this.#failure;
  }

  /** Objects known. */
  get size(): number {
    return this.#objects.size;
  }

  /** Takes what another version of the same kind had, as if it had been listed then. */
  adopt(other: KindShelf): void {
    for (const object of other.#objects.values()) {
      this.#keep({ ...object, apiVersion: this.kind.apiVersion });
    }
    for (const [key, held] of other.#held) this.#held.set(key, held);
    this.#doubt = other.#doubt;
    this.#observedAt = other.#observedAt;
    this.#failure = other.#failure;
    this.#read = other.#read;
    this.#whole = other.#whole;
    if (this.#observedAt !== undefined) this.#shown.confirm(this.#observedAt);
    this.#showFailure();
  }

  /** Objects that were known and are missing from the last list. */
  get held(): { object: KubernetesObject; since: number }[] {
    return [...this.#held].flatMap(([key, { since }]) => {
      const object = this.#objects.get(key);
      return object ? [{ object, since }] : [];
    });
  }

  /** Takes the result of a list; gives how many objects are held because of it. */
  replace(objects: readonly KubernetesObject[], now: number): number {
    const keys = objects.map(keyOf);
    // A first list can lack nothing.
    const added = this.size > 0 ? this.#judgeMissing(new Set(keys), now) : 0;
    keys.forEach((key, at) => {
      const object = objects[at];
      const isKnown = isSameVersion(object, this.#objects.get(key));
      if (!isKnown || this.#held.has(key)) this.#keep(object, key);
    });
    this.#whole = true;
    this.confirm(now);
    return added;
  }

  /** Holds what a list lacks when that is much, and lets go of it otherwise; gives how many objects are held because of it. */
  #judgeMissing(listed: ReadonlySet<string>, now: number): number {
    if (this.kind.ephemeral) this.#forgetOld(listed, now);
    const missing = [...this.#objects.keys()].filter(key => !listed.has(key));
    const before = this.#held.size;
    const sizes = { listed: listed.size, known: this.size };
    if (isSuspicious(missing.length, sizes)) {
      this.#hold(missing, now);
      this.#doubt = 'the last list lacks them';
    } else for (const key of missing) if (!this.#held.has(key)) this.#drop(key);
    return this.#held.size - before;
  }

  #forgetOld(listed: ReadonlySet<string>, now: number): void {
    for (const [key, object] of this.#objects) {
      const isOld = isForgotten(object, now);
      if (isOld && !listed.has(key)) this.#drop(key);
    }
  }

  #hold(keys: Iterable<string>, now: number): void {
    const seenAt = this.#observedAt ?? now;
    for (const key of keys) {
      if (this.#held.has(key)) continue;
      this.#held.set(key, { since: now, seenAt });
      this.#shown.change(key);
    }
  }

  /**
   * Holds everything, because the cluster no longer serves the kind; gives whether that is news. Whoever removes
   * a kind for good removes its objects first, and a watch tells of that: what is left was not removed.
   */
  doubt(now: number): boolean {
    if (this.#held.size === this.#objects.size) return false;
    this.#hold(this.#objects.keys(), now);
    this.#doubt = 'the cluster no longer serves the kind';
    return true;
  }

  /** An operator says that what is held may go; gives how many objects went. */
  release(): number {
    const keys = [...this.#held.keys()];
    for (const key of keys) this.#drop(key);
    return keys.length;
  }

  /** Takes an object from a watch. */
  put(object: KubernetesObject, now: number): void {
    this.#keep(object);
    this.confirm(now);
  }

  /** Takes a deletion: from a watch, or because the API server denies the object by name. */
  remove(object: KubernetesObject, now: number): void {
    this.#drop(keyOf(object));
    this.confirm(now);
  }

  /** What is known was true at `now`: a bookmark, a watch that was accepted. */
  confirm(now: number): void {
    this.#read = true;
    this.#observedAt = now;
    this.#failure = undefined;
    this.#shown.confirm(now);
  }

  /** The kind cannot be read. Keeps everything; gives whether that is news. */
  fail(reason: string, now: number): boolean {
    const news = this.#failure?.reason !== reason || !this.#read;
    this.#read = true;
    this.#failure = { reason, since: this.#failure?.since ?? now };
    this.#showFailure();
    return news;
  }

  #showFailure(): void {
    const seenAt = this.#observedAt ?? 0;
    if (this.#failure) this.#shown.doubt({ ...this.#failure, seenAt });
  }

  /** Nobody answers since then; `undefined` when somebody does again. */
  hush(since: number | undefined): void {
    this.#shown.hush(since);
  }

  #keep(object: KubernetesObject, key = keyOf(object)): void {
    this.#objects.set(key, object);
    this.#held.delete(key);
    this.#shown.change(key);
  }

  #drop(key: string): void {
    this.#objects.delete(key);
    this.#held.delete(key);
    this.#shown.change(key);
  }

  /** The objects as the inventory shows them. */
  get objects(): readonly InventoryObject[] {
    return this.#shown.list(this.#objects, key => this.#held.get(key));
  }

  /** How well the kind can be read. */
  get state(): KindState {
    return {
      resource: resourceName(this.kind),
      ok: this.ok,
      count: this.#objects.size,
      ...(this.#observedAt === undefined
        ? {}
        : { observedAt: instant(this.#observedAt) }),
      ...(this.#failure
        ? { reason: this.#failure.reason, since: instant(this.#failure.since) }
        : {}),
      ...(this.#held.size > 0 ? { held: this.#describeHeld() } : {}),
    };
  }

  #describeHeld(): HeldObjects {
    let since = Infinity;
    for (const held of this.#held.values()) since = Math.min(since, held.since);
    return describeHeld({
      cluster: this.#cluster,
      resource: this.kind.resource,
      known: this.#objects.size,
      held: this.#held.size,
      since: instant(since),
      doubt: this.#doubt,
    });
  }

  /** Why the kind cannot be read at present, as a sentence. */
  get failure(): string | undefined {
    return this.#failure?.reason;
  }

  /** Why the objects may be more than there are, as a sentence. */
  get caveat(): string | undefined {
    return this.#held.size === 0 ? undefined : this.#describeHeld().reason;
  }
}

/**
 * The objects of one kind of one cluster, and how well they are known.
 *
 * A shelf never takes the absence of news for news of absence. When a read fails, everything stays and is
 * marked with the time since when. When a list succeeds but lacks much of what was known (or all of it),
 * it is more likely to be a proxy, a half-restored etcd or a scoped-down role than a mass deletion: what
 * is missing is *held*, until it turns up again, a watch says that it was deleted, or the API server denies
 * each object by name.
 */
import {
  InventoryObject,
  KindState,
  KubernetesObject,
  Source,
} from '@254carbon/backstage-plugin-platform-common';
import { collectionPath, resourceName, ServedKind } from '../kubernetes';

/** Up to this many objects may be missing from a list without suspicion, unless it is empty. */
const FEW = 5;
/** So may this share of what was known. */
const SHARE = 0.2;

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** The objects of one kind of one cluster. Times are milliseconds since the epoch. */
export class KindShelf {
  readonly kind: ServedKind;
  readonly #cluster: string;
  readonly #source: Source;
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #held = new Map<string, { since: number; seenAt: number }>();
  #view: InventoryObject[] | undefined;
  #observedAt: number | undefined;
  #failure: { reason: string; since: number } | undefined;
  #read = false;

  constructor(options: { cluster: string; kind: ServedKind }) {
    this.kind = options.kind;
    this.#cluster = options.cluster;
    this.#source = {
      kind: 'cluster',
      name: options.cluster,
      detail: `GET ${collectionPath(options.kind)}`,
    };
  }

  /** Whether a list was tried, well or not. */
  get read(): boolean {
    return this.#read;
  }

  /** Objects that were known and are missing from the last list. */
  get held(): { object: KubernetesObject; since: number }[] {
    return [...this.#held].flatMap(([key, { since }]) => {
      const object = this.#objects.get(key);
      return object ? [{ object, since }] : [];
    });
  }

  /** Takes the result of a list. */
  replace(objects: readonly KubernetesObject[], now: number): void {
    const listed = new Set(objects.map(keyOf));
    const missing = [...this.#objects.keys()].filter(key => !listed.has(key));
    const suspicious = this.#isSuspicious(missing.length, listed.size);
    const seenAt = this.#observedAt ?? now;
    for (const key of missing) {
      if (!suspicious) this.#drop(key);
      else if (!this.#held.has(key))
        this.#held.set(key, { since: now, seenAt });
    }
    for (const object of objects) this.#keep(object);
    this.confirm(now);
  }

  #isSuspicious(missing: number, listed: number): boolean {
    if (this.kind.ephemeral || missing === 0) return false;
    return listed === 0 || missing > Math.max(FEW, this.#objects.size * SHARE);
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
    this.#view = undefined;
  }

  /** The kind cannot be read. Keeps everything; gives whether that is news. */
  fail(reason: string, now: number): boolean {
    const news = this.#failure?.reason !== reason || !this.#read;
    this.#read = true;
    this.#failure = { reason, since: this.#failure?.since ?? now };
    if (news) this.#view = undefined;
    return news;
  }

  #keep(object: KubernetesObject): void {
    const key = keyOf(object);
    this.#objects.set(key, object);
    this.#held.delete(key);
  }

  #drop(key: string): void {
    this.#objects.delete(key);
    this.#held.delete(key);
  }

  /** The objects as the inventory shows them. */
  get objects(): readonly InventoryObject[] {
    this.#view ??= [...this.#objects].map(([key, object]) =>
      this.#show(key, object),
    );
    return this.#view;
  }

  #show(key: string, object: KubernetesObject): InventoryObject {
    const held = this.#held.get(key);
    const staleSince = held?.since ?? this.#failure?.since;
    return {
      cluster: this.#cluster,
      object,
      source: this.#source,
      observedAt: instant(held?.seenAt ?? this.#observedAt ?? 0),
      ...(staleSince === undefined ? {} : { staleSince: instant(staleSince) }),
    };
  }

  /** How well the kind can be read. */
  get state(): KindState {
    return {
      resource: resourceName(this.kind),
      ok: this.#read && !this.#failure,
      count: this.#objects.size,
      ...(this.#observedAt === undefined
        ? {}
        : { observedAt: instant(this.#observedAt) }),
      ...(this.#failure
        ? { reason: this.#failure.reason, since: instant(this.#failure.since) }
        : {}),
    };
  }

  /** Why the objects may be more than there are, as a sentence. */
  get caveat(): string | undefined {
    const since = Math.min(...[...this.#held.values()].map(held => held.since));
    return this.#held.size === 0
      ? undefined
      : `Cluster ${this.#cluster} lists ${
          this.#objects.size - this.#held.size
        } of ${this.#objects.size} known ${this.kind.resource} since ${instant(
          since,
        )}; the missing ones are kept until their deletion is certain.`;
  }
}

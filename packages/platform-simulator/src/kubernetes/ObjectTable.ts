/**
 * The rows under the store: objects by type and name, their owners, the version counter and the history.
 * It applies writes and tells of them; which writes are allowed is the store's business.
 */
import { EventHistory, type StoreEvent } from './EventHistory';
import { deepFreeze } from './identifiers';
import type { KubernetesObject } from './types';

/** Where a row is: the type's storage key and the object's name in it. */
export interface RowName {
  key: string;
  name: string;
}

/** Which object; `namespace` is absent for what is cluster-scoped. */
export interface ObjectName {
  namespace?: string;
  name: string;
}

/** `namespace/name`, or the name alone: the order of lists, as in etcd. */
export function objectKey(name: ObjectName): string {
  return name.namespace ? `${name.namespace}/${name.name}` : name.name;
}

function compareNames(a: KubernetesObject, b: KubernetesObject): number {
  const left = objectKey(a.metadata);
  const right = objectKey(b.metadata);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Versioned rows. */
export class ObjectTable {
  readonly history: EventHistory;
  readonly #rows = new Map<string, Map<string, KubernetesObject>>();
  readonly #sorted = new Map<string, readonly KubernetesObject[]>();
  readonly #owned = new Map<string, Map<string, RowName>>();
  #version: number;

  constructor(options: { historyLimit: number; firstVersion: number }) {
    this.#version = options.firstVersion;
    this.history = new EventHistory({
      limit: options.historyLimit,
      floor: options.firstVersion,
    });
  }

  /** The version of the newest write. */
  get version(): number {
    return this.#version;
  }

  /** The keys of all types that ever had an object. */
  get keys(): string[] {
    return [...this.#rows.keys()];
  }

  /** One object, or undefined. */
  get(row: RowName): KubernetesObject | undefined {
    return this.#rows.get(row.key)?.get(row.name);
  }

  /** All objects of a type, by name. */
  list(key: string): readonly KubernetesObject[] {
    const known = this.#sorted.get(key);
    if (known) return known;
    const sorted = [...(this.#rows.get(key)?.values() ?? [])];
    sorted.sort(compareNames);
    this.#sorted.set(key, sorted);
    return sorted;
  }

  /**
   * All objects of a type as they were at a version, found by undoing what happened since.
   *
   * @throws GoneError when the version is forgotten
   */
  listAt(key: string, version: number): readonly KubernetesObject[] {
    const since = this.history.since(version, key);
    if (since.length === 0) return this.list(key);
    const rows = new Map(this.#rows.get(key));
    for (const event of since.reverse()) {
      const name = objectKey(event.object.metadata);
      if (event.type === 'ADDED') rows.delete(name);
      else if (event.previous) rows.set(name, event.previous);
    }
    return [...rows.values()].sort(compareNames);
  }

  /** The objects that name this uid as an owner. */
  ownedBy(uid: string): { row: RowName; object: KubernetesObject }[] {
    const found: { row: RowName; object: KubernetesObject }[] = [];
    for (const row of this.#owned.get(uid)?.values() ?? []) {
      const object = this.get(row);
      if (object) found.push({ row, object });
    }
    return found;
  }

  /** Writes a row under the next version. The draft is frozen. */
  put(key: string, draft: KubernetesObject): KubernetesObject {
    const row = { key, name: objectKey(draft.metadata) };
    const previous = this.get(row);
    this.#stamp(draft);
    const rows = this.#rows.get(key) ?? new Map<string, KubernetesObject>();
    this.#rows.set(key, rows);
    rows.set(row.name, deepFreeze(draft));
    if (previous) this.#unlinkOwners(row, previous);
    this.#linkOwners(row, draft);
    this.#tell({
      type: previous ? 'MODIFIED' : 'ADDED',
      version: this.#version,
      key,
      object: draft,
      previous,
    });
    return draft;
  }

  /** Removes a row; the event carries the object as it was last, under the next version. */
  remove(key: string, object: KubernetesObject): KubernetesObject {
    const row = { key, name: objectKey(object.metadata) };
    const previous = this.get(row);
    const last = structuredClone(object);
    this.#stamp(last);
    deepFreeze(last);
    this.#rows.get(key)?.delete(row.name);
    if (previous) this.#unlinkOwners(row, previous);
    this.#tell({
      type: 'DELETED',
      version: this.#version,
      key,
      object: last,
      previous,
    });
    return last;
  }

  #stamp(draft: KubernetesObject): void {
    this.#version += 1;
    draft.metadata.resourceVersion = String(this.#version);
  }

  #tell(event: StoreEvent): void {
    this.#sorted.delete(event.key);
    this.history.append(event);
  }

  #linkOwners(row: RowName, object: KubernetesObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const rows = this.#owned.get(uid) ?? new Map<string, RowName>();
      this.#owned.set(uid, rows);
      rows.set(`${row.key}/${row.name}`, row);
    }
  }

  #unlinkOwners(row: RowName, object: KubernetesObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const rows = this.#owned.get(uid);
      rows?.delete(`${row.key}/${row.name}`);
      if (rows?.size === 0) this.#owned.delete(uid);
    }
  }
}

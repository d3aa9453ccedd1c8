/**
 * The simulated etcd: all objects of the platform, one version counter, one history.
 *
 * It promises what the real storage layer promises and readers rely on: every write gets the next `resourceVersion`,
 * a write on top of an old version is refused, `generation` counts changes of what was asked for and not of status,
 * a list at a version followed by a watch from it misses nothing, and an object whose owners are gone goes too. It
 * knows nothing of HTTP, identities, or kinds beyond their {@link ResourceType}.
 *
 * Objects go in cloned and come out frozen: `structuredClone` before changing one. The clock is injected and
 * identifiers follow from names, so the same seeds and calls give the same store.
 */
import { isDeepStrictEqual } from 'node:util';
import { completeSeeds, type Seed } from './completeSeeds';
import { alreadyExists, conflict, notFound } from './errors';
import type { StoreListener } from './EventHistory';
import { createSuffix, createUid, formatTime } from './identifiers';
import { objectKey, ObjectTable, type ObjectName } from './ObjectTable';
import { prepareUpdate } from './prepareUpdate';
import { removeObject, type Propagation } from './removeObject';
import { replaceObjects } from './replaceObjects';
import { findType, resourceTypes, storageKey } from './resourceTypes';
import { parseFieldSelector, parseLabelSelector } from './selectors';
import type { ListOptions, WriteOptions } from './storeOptions';
import type { Clock, KubernetesObject, ResourceType, TypeKey } from './types';

export type { ObjectName } from './ObjectTable';
export type { ListOptions, WriteOptions } from './storeOptions';
export type { Propagation } from './removeObject';
export type { StoreEvent, StoreListener } from './EventHistory';

/** Objects, versions and history. */
export class ObjectStore {
  readonly types: readonly ResourceType[];
  readonly #clock: Clock;
  readonly #table: ObjectTable;

  /**
   * @param options - `types` default to all served types; `historyLimit` is the number of events remembered (default
   *   10000); `firstVersion` is where versions begin (default 1): pass the seconds since the epoch, and clients that
   *   outlive a restart of the simulator get 410 instead of a wrong watch
   */
  constructor(options: {
    clock: Clock;
    types?: readonly ResourceType[];
    historyLimit?: number;
    firstVersion?: number;
  }) {
    this.#clock = options.clock;
    this.types = options.types ?? resourceTypes;
    this.#table = new ObjectTable({
      historyLimit: options.historyLimit ?? 10_000,
      firstVersion: options.firstVersion ?? 1,
    });
  }

  /** The version of the newest write. */
  get currentVersion(): number {
    return this.#table.version;
  }

  /**
   * Objects of a type, by namespace and name.
   *
   * @throws ApiError 400 for a selector that cannot be read, GoneError when `atVersion` is forgotten
   */
  list(type: TypeKey, options: ListOptions = {}): KubernetesObject[] {
    const key = storageKey(type);
    const all =
      options.atVersion === undefined
        ? this.#table.list(key)
        : this.#table.listAt(key, options.atVersion);
    const byLabel = parseLabelSelector(options.labelSelector ?? '');
    const byField = parseFieldSelector(options.fieldSelector ?? '');
    return all.filter(
      object =>
        (!options.namespace ||
          object.metadata.namespace === options.namespace) &&
        byLabel(object) &&
        byField(object),
    );
  }

  /** One object, or undefined. */
  get(type: TypeKey, name: ObjectName): KubernetesObject | undefined {
    return this.#table.get({ key: storageKey(type), name: objectKey(name) });
  }

  /** The objects, of any type, that name this uid as an owner. */
  ownedBy(uid: string): KubernetesObject[] {
    return this.#table.ownedBy(uid).map(({ object }) => object);
  }

  /**
   * Adds an object; the server's own fields (uid, versions, times) are set here.
   *
   * @throws ApiError 409 when it exists
   */
  create(
    type: TypeKey,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const draft = structuredClone(object);
    const { metadata } = draft;
    const next = this.currentVersion + 1;
    if (!metadata.name && metadata.generateName) {
      const suffix = createSuffix(`${metadata.generateName}#${next}`);
      metadata.name = `${metadata.generateName}${suffix}`;
    }
    if (this.get(type, metadata)) throw alreadyExists(type, metadata.name);
    const key = storageKey(type);
    metadata.uid = createUid(`${key}/${objectKey(metadata)}#${next}`);
    metadata.creationTimestamp = formatTime(this.#clock.now());
    if ('spec' in draft) metadata.generation = 1;
    delete metadata.deletionTimestamp;
    delete metadata.resourceVersion;
    return options.dryRun ? draft : this.#table.put(key, draft);
  }

  /**
   * Replaces an object. A `resourceVersion` in it must be the newest one; without one the write is unconditional.
   * A write that changes nothing makes no version.
   *
   * @throws ApiError 404 when it is not there, 409 when it has changed since
   */
  update(
    type: TypeKey,
    object: KubernetesObject,
    options: WriteOptions = {},
  ): KubernetesObject {
    const { name, resourceVersion } = object.metadata;
    const previous = this.get(type, object.metadata);
    if (!previous) throw notFound(type, name);
    const kept = previous.metadata;
    if (resourceVersion && resourceVersion !== kept.resourceVersion) {
      throw conflict(type, name);
    }
    const draft = prepareUpdate(object, previous);
    if (isDeepStrictEqual(draft, previous)) return previous;
    if (options.dryRun) return draft;
    if (kept.deletionTimestamp && !draft.metadata.finalizers?.length) {
      return this.#remove(type, draft, 'Background');
    }
    return this.#table.put(storageKey(type), draft);
  }

  /**
   * Deletes an object and, unless orphaned, what only it owns. An object with finalizers is only marked.
   *
   * @returns the object as it was last
   * @throws ApiError 404 when it is not there
   */
  delete(
    type: TypeKey,
    name: ObjectName,
    propagation: Propagation = 'Background',
  ): KubernetesObject {
    const object = this.get(type, name);
    if (!object) throw notFound(type, name.name);
    if (object.metadata.finalizers?.length) {
      if (object.metadata.deletionTimestamp) return object;
      const marked = structuredClone(object);
      marked.metadata.deletionTimestamp = formatTime(this.#clock.now());
      return this.#table.put(storageKey(type), marked);
    }
    return this.#remove(type, object, propagation);
  }

  /**
   * Seeds objects, keeping the uid, times and status that they carry. Missing uids follow from type and name; owner
   * references without a uid are completed from what is seeded or stored.
   *
   * @throws Error when a kind is not served, ApiError 409 when an object is there already
   */
  load(objects: readonly KubernetesObject[]): void {
    const seeds = this.#complete(objects);
    for (const { type, draft } of seeds) {
      if (this.get(type, draft.metadata)) {
        throw alreadyExists(type, draft.metadata.name);
      }
      this.#table.put(storageKey(type), draft);
    }
  }

  /**
   * Makes the store hold exactly these objects, by the smallest set of writes, so that watchers see a change of
   * scenario as the events that the real change would have caused.
   *
   * @throws Error when a kind is not served
   */
  replaceAll(objects: readonly KubernetesObject[]): void {
    const seeds = this.#complete(objects);
    replaceObjects(this.#table, seeds);
  }

  /**
   * Replays the changes after a version, then tells of each new one.
   *
   * @param type - undefined for all types
   * @param fromVersion - the last version already known
   * @returns a function that ends the subscription
   * @throws GoneError when the version is forgotten, or newer than the store
   */
  subscribe(
    type: TypeKey | undefined,
    fromVersion: number,
    listener: StoreListener,
  ): () => void {
    return this.#table.history.subscribe(
      { version: fromVersion, key: type && storageKey(type) },
      listener,
    );
  }

  /** Forgets the history, so that every older version is 410. */
  compact(): void {
    this.#table.history.compact(this.currentVersion);
  }

  #complete(objects: readonly KubernetesObject[]): Seed[] {
    return completeSeeds(objects, {
      now: this.#clock.now(),
      typeOf: object => this.#typeOf(object),
      get: (type, name) => this.get(type, name),
    });
  }

  #typeOf(object: KubernetesObject): ResourceType {
    const type = findType(object, this.types);
    if (!type) {
      throw new Error(
        `The store serves no ${object.apiVersion} ${object.kind}; add it to builtInTypes or platformTypes.`,
      );
    }
    return type;
  }

  #remove(
    type: TypeKey,
    object: KubernetesObject,
    propagation: Propagation,
  ): KubernetesObject {
    return removeObject(this.#table, object, {
      key: storageKey(type),
      now: this.#clock.now(),
      propagation,
    });
  }
}

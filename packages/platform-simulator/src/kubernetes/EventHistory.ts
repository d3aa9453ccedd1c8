/**
 * The memory of what changed, from which watches are answered.
 *
 * Every write of the store appends one event under the next version. A watcher names the last version that it
 * has seen, gets everything after it, and then what happens from there on, so nothing is lost between a list and a watch. The memory
 * is limited: a watcher that asks for more than is remembered is told so ({@link GoneError}) and lists again.
 */
import { GoneError } from './errors';
import type { KubernetesObject } from './types';

/** One change. `previous` lets a watch with a selector tell "left the selection" from "changed". */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  version: number;
  /** `storageKey` of the object's type. */
  key: string;
  object: KubernetesObject;
  previous?: KubernetesObject;
}

/** Told of each event, in order of version. */
export type StoreListener = (event: StoreEvent) => void;

/** The events of the store, the newest last. */
export class EventHistory {
  readonly #limit: number;
  readonly #listeners = new Map<StoreListener, string | undefined>();
  readonly #undelivered: StoreEvent[] = [];
  #events: StoreEvent[] = [];
  #floor: number;
  #delivering = false;

  constructor(options: { limit: number; floor: number }) {
    this.#limit = options.limit;
    this.#floor = options.floor;
  }

  /** The oldest version from which everything since is remembered. */
  get floor(): number {
    return this.#floor;
  }

  /** Remembers an event and tells the listeners; events caused by a listener are told after this one. */
  append(event: StoreEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#limit) {
      const dropped = this.#events.splice(0, Math.ceil(this.#limit / 4));
      this.#floor = dropped[dropped.length - 1].version;
    }
    this.#undelivered.push(event);
    this.#deliver();
  }

  /** Forgets everything, as etcd does after its compaction interval. */
  compact(currentVersion: number): void {
    this.#events = [];
    this.#floor = currentVersion;
  }

  /**
   * The events after a version, the oldest first.
   *
   * @throws GoneError when the version is older than the memory, or newer than anything that happened
   */
  since(version: number, key?: string): StoreEvent[] {
    const newest =
      this.#events[this.#events.length - 1]?.version ?? this.#floor;
    if (version < this.#floor || version > newest) {
      throw new GoneError(
        `too old resource version: ${version} (${this.#floor})`,
      );
    }
    return this.#events.filter(
      event =>
        event.version > version && (key === undefined || event.key === key),
    );
  }

  /**
   * Replays the events after a version to the listener, then tells it of each new one.
   *
   * @returns a function that ends the subscription
   * @throws GoneError when the version is older than the memory
   */
  subscribe(
    options: { version: number; key?: string },
    listener: StoreListener,
  ): () => void {
    const replay = this.since(options.version, options.key);
    const waiting = new Set(this.#undelivered);
    for (const event of replay) {
      if (!waiting.has(event)) listener(event);
    }
    const wrapped: StoreListener = event => {
      if (event.version > options.version) listener(event);
    };
    this.#listeners.set(wrapped, options.key);
    return () => {
      this.#listeners.delete(wrapped);
    };
  }

  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (
        let event = this.#undelivered.shift();
        event !== undefined;
        event = this.#undelivered.shift()
      ) {
        for (const [listener, key] of [...this.#listeners]) {
          const told = key === undefined || key === event.key;
          if (told && this.#listeners.has(listener)) listener(event);
        }
      }
    } finally {
      this.#delivering = false;
    }
  }
}

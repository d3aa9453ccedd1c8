import { ConnectorError } from './errors';
import type { ObjectStore } from './ports';

/** Keeps objects in memory: for tests and for `check`, which must leave nothing behind. */
export class MemoryStore implements ObjectStore {
  readonly #objects = new Map<string, Uint8Array>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.#objects.set(key, Uint8Array.from(bytes));
  }

  async create(key: string, bytes: Uint8Array): Promise<void> {
    if (this.#objects.has(key)) {
      throw new ConnectorError(
        'conflict',
        `${key} exists already; another run is at work, let it end.`,
      );
    }
    await this.put(key, bytes);
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.#objects.get(key);
  }

  async list(prefix: string): Promise<string[]> {
    return [...this.#objects.keys()]
      .filter(key => key.startsWith(prefix))
      .sort();
  }

  async remove(key: string): Promise<void> {
    this.#objects.delete(key);
  }
}

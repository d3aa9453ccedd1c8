/*
 * Calls that were taken. A call is written before it is answered, under a name made of its id: the answer is a promise
 * that survives the process, and the same call sent twice is one object. When its rows are safe it is forgotten except
 * for its name, which is kept long enough that a repeated call is recognised.
 */
import { ConnectorError } from '../../errors';
import type { Clock, ObjectStore } from '../../ports';

const REMEMBERED_DAYS = 7;
const DAY_MS = 86_400_000;

/** The calls of one stream. */
export class CallLog {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #stream: string;

  constructor(options: { store: ObjectStore; clock: Clock; stream: string }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#stream = options.stream;
  }

  /** Takes a call; false when it, or one that its caller gave the same name, was taken before. */
  async take(
    call: { id: string; name?: string },
    body: Uint8Array,
  ): Promise<boolean> {
    const { id, name } = call;
    if ((await this.#wasSeen(id)) || (name && (await this.#wasSeen(name)))) {
      return false;
    }
    try {
      await this.#store.create(`${this.#inbox()}${id}`, body);
    } catch (error) {
      if (error instanceof ConnectorError && error.failure === 'conflict') {
        return false;
      }
      throw error;
    }
    // After the body is safe: a name without a body would refuse the call for ever.
    if (name) {
      await this.#store.put(`${this.#seen(0)}${name}`, Buffer.from('{}'));
    }
    return true;
  }

  /** Ids of calls whose rows are not safe yet. */
  async waiting(): Promise<readonly string[]> {
    const prefix = this.#inbox();
    const keys = await this.#store.list(prefix);
    return keys.map(key => key.slice(prefix.length));
  }

  /** The body of a waiting call. */
  async body(id: string): Promise<Uint8Array | undefined> {
    return this.#store.get(`${this.#inbox()}${id}`);
  }

  /** The rows of these calls are safe. */
  async settle(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#store.put(`${this.#seen(0)}${id}`, Buffer.from('{}'));
      await this.#store.remove(`${this.#inbox()}${id}`);
    }
    const oldest = this.#seen(REMEMBERED_DAYS);
    for (const key of await this.#store.list(`webhook/${this.#stream}/seen/`)) {
      if (key < oldest) {
        await this.#store.remove(key);
      }
    }
  }

  async #wasSeen(id: string): Promise<boolean> {
    for (let back = 0; back < REMEMBERED_DAYS; back += 1) {
      if ((await this.#store.get(`${this.#seen(back)}${id}`)) !== undefined) {
        return true;
      }
    }
    return false;
  }

  #inbox(): string {
    return `webhook/${this.#stream}/inbox/`;
  }

  #seen(daysBack: number): string {
    const at = new Date(this.#clock.now() - daysBack * DAY_MS);
    return `webhook/${this.#stream}/seen/${at.toISOString().slice(0, 10)}/`;
  }
}

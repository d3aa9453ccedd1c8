import type { Fetch, ObjectStore } from './ports';
import type { TableSink } from './sinks/types';

/** Thrown by every call of a process that has died. */
export class Died extends Error {}

/**
 * Kills at one call, before or after it took effect. A dead process does nothing more: every later call dies too, so
 * nobody can catch the death and go on.
 */
export class Death {
  readonly #at: number;
  readonly #after: boolean;
  #calls = 0;
  #dead = false;

  /** @param at - number of the fatal call, from 1; 0 never kills. */
  constructor(at: number, after: boolean) {
    this.#at = at;
    this.#after = after;
  }

  /** Calls so far. */
  get calls(): number {
    return this.#calls;
  }

  async around<T>(act: () => Promise<T>): Promise<T> {
    this.#calls += 1;
    const fatal = this.#calls === this.#at;
    if (this.#dead || (fatal && !this.#after)) {
      this.#dead = true;
      throw new Died('the process is dead');
    }
    const result = await act();
    if (fatal) {
      this.#dead = true;
      throw new Died('the process is dead');
    }
    return result;
  }

  store(store: ObjectStore): ObjectStore {
    return {
      put: (key, bytes) => this.around(() => store.put(key, bytes)),
      create: (key, bytes) => this.around(() => store.create(key, bytes)),
      get: key => this.around(() => store.get(key)),
      list: prefix => this.around(() => store.list(prefix)),
      remove: key => this.around(() => store.remove(key)),
    };
  }

  fetch(fetch: Fetch): Fetch {
    return (url, init) => this.around(() => fetch(url, init));
  }

  /** A sink that dies at its calls; `written` counts what became part of the table, by run and page. */
  sink(sink: TableSink, written: Map<string, number>): TableSink {
    return {
      kind: sink.kind,
      keepsCursor: sink.keepsCursor,
      ensure: table => this.around(() => sink.ensure(table)),
      lastCommit: table => this.around(() => sink.lastCommit(table)),
      commit: (table, batch) =>
        this.around(async () => {
          const result = await sink.commit(table, batch);
          if (result.written) {
            const page = `${batch.run}/${batch.page}`;
            written.set(page, (written.get(page) ?? 0) + 1);
          }
          return result;
        }),
    };
  }
}

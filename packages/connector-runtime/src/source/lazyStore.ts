import type { ObjectStore } from '../ports';

/** A store that is opened when it is first used, once; a failure to open it is tried again the next time. */
export function lazyStore(open: () => Promise<ObjectStore>): ObjectStore {
  let opened: Promise<ObjectStore> | undefined;
  const store = () => {
    opened ??= open().catch(error => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    put: async (key, bytes) => (await store()).put(key, bytes),
    create: async (key, bytes) => (await store()).create(key, bytes),
    get: async key => (await store()).get(key),
    list: async prefix => (await store()).list(prefix),
    remove: async key => (await store()).remove(key),
  };
}

import { RouteSources } from './types';

/** `GET /changes`. */
export function createListChanges({ store, now }: RouteSources) {
  return async ({ query }: { query: { minutes: number } }) => {
    const since = new Date(now() - query.minutes * 60_000);
    const [changes, watchingSince] = await Promise.all([
      store.listChanges({ since }),
      store.watchingSince(),
    ]);
    return {
      changes,
      watchingSince: watchingSince ?? new Date(now()).toISOString(),
    };
  };
}

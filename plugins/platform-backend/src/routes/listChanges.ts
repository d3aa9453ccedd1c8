import { RouteSources } from './types';

/** `GET /changes`. */
export function createListChanges({
  stores,
  now,
}: Pick<RouteSources, 'stores' | 'now'>) {
  return async ({ query }: { query: { minutes: number } }) => {
    const since = new Date(now() - query.minutes * 60_000);
    const [changes, watchingSince] = await Promise.all([
      stores.changes.listChanges({ since }),
      stores.changes.watchingSince(),
    ]);
    return {
      changes,
      watchingSince: watchingSince ?? new Date(now()).toISOString(),
    };
  };
}

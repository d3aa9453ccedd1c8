import { Lease } from '../store/Lease';
import { PlatformStores } from '../store/PlatformStores';

const DAY_MS = 24 * 3_600_000;
/** Changes of state older than this are forgotten. */
const CHANGES_KEPT_MS = 30 * DAY_MS;
/** Incidents that were closed, and declarations and confirmations that ended, before this are forgotten. */
const SAID_KEPT_MS = 180 * DAY_MS;

/** Forgets what is older than anybody asks for. `now` in milliseconds since the epoch. */
export async function pruneStores(
  stores: PlatformStores,
  lease: Lease,
  now: number,
): Promise<void> {
  const said = new Date(now - SAID_KEPT_MS);
  await stores.changes.prune({
    lease,
    before: new Date(now - CHANGES_KEPT_MS),
  });
  await stores.incidents.prune({ lease, before: said });
  await stores.declarations.prune({ lease, before: said });
  await stores.confirmations.prune({ lease, before: said });
}

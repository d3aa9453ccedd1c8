/**
 * What one operator confirms holds for every replica, and each holds its own live objects: so each reads
 * the confirmations and applies them to its own inventory. A confirmation is about what was held when it was
 * given. Replicas notice a loss seconds apart, so it counts for two minutes more, and not for what is
 * lost another day. One about a cluster that is no longer configured counts until the cluster is configured again.
 */
import { PlatformInventory } from '@254carbon/backstage-plugin-platform-node';
import { RecordedConfirmation } from '../store/ConfirmationStore';
import { Lease } from '../store/Lease';
import { PlatformStores } from '../store/PlatformStores';

/** How long a confirmation about what is held counts after it was given, in milliseconds. */
const COUNTS_MS = 120_000;

function isConfigured(
  { cluster }: RecordedConfirmation,
  configured: ReadonlySet<string>,
): boolean {
  return configured.has(cluster);
}

function isHeld(
  inventory: PlatformInventory,
  cluster: string,
  kind: string | undefined,
): boolean {
  const state = inventory
    .snapshot()
    .clusters.find(({ name }) => name === cluster);
  return (state?.kinds ?? []).some(
    ({ resource, held }) =>
      held !== undefined && (kind === undefined || kind === resource),
  );
}

/** What applying needs. */
export interface ApplyOptions {
  confirmations: PlatformStores['confirmations'];
  inventory: PlatformInventory;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Applies confirmations to the inventory of this process. */
export interface ConfirmationApplier {
  /** Applies those that count and were not applied here; gives those that count for clusters not configured. */
  apply(): Promise<RecordedConfirmation[]>;
  /** Marks those as over whose cluster is configured again. */
  endOld(lease: Lease): Promise<void>;
}

/** Makes the applier. */
export function createConfirmationApplier(
  options: ApplyOptions,
): ConfirmationApplier {
  const { confirmations, inventory, now } = options;
  const released = new Set<string>();
  const configured = () =>
    new Set(inventory.snapshot().clusters.map(({ name }) => name));
  const isRecent = ({ at }: RecordedConfirmation) =>
    now() - Date.parse(at) < COUNTS_MS;
  return {
    async apply() {
      const known = configured();
      const standing = (await confirmations.list({})).filter(
        item => !item.endedAt,
      );
      const orphaned = standing.filter(
        item => !item.kind && !isConfigured(item, known),
      );
      const held = standing.filter(
        item => isConfigured(item, known) && isRecent(item),
      );
      for (const { id, cluster, kind } of [...held, ...orphaned]) {
        const isNew = !released.has(id);
        released.add(id);
        if (isNew || isHeld(inventory, cluster, kind)) {
          inventory.release({ cluster, ...(kind ? { kind } : {}) });
        }
      }
      return orphaned;
    },
    async endOld(lease) {
      const known = configured();
      const over = (await confirmations.list({})).filter(
        item =>
          !item.endedAt &&
          !item.kind &&
          isConfigured(item, known) &&
          !isRecent(item),
      );
      if (over.length === 0) return;
      await confirmations.end({
        lease,
        ids: over.map(({ id }) => id),
        at: new Date(now()).toISOString(),
      });
    },
  };
}

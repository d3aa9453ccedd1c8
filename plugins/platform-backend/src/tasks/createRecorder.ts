/**
 * One look at the platform every few seconds, and what follows from it. Every replica applies what
 * operators confirmed; the one that holds the lease writes: changes of state, the incidents that follow from
 * them, the last good sight of each service.
 */
import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  PlatformServices,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { RecordedConfirmation } from '../store/ConfirmationStore';
import { Lease } from '../store/Lease';
import { PlatformStores } from '../store/PlatformStores';
import { MemoryEntry } from '../store/ServiceMemory';
import { IncidentAnnouncer } from './announceIncidents';
import { ConfirmationApplier } from './applyConfirmations';
import { ChangeDetector } from './detectChanges';
import { pruneStores } from './pruneStores';
import { recordIncidents } from './recordIncidents';
import { ServiceRememberer } from './rememberServices';
import { HEALTH_CHANGED_TOPIC } from './topics';

/** How long a replica that falls silent keeps the lease; several times the pace of `runOnce`. */
const LEASE_MS = 20_000;
/** How often old records are looked for. */
const PRUNE_MS = 3_600_000;

/** What recording needs. */
export interface RecorderOptions {
  services: PlatformServices;
  stores: PlatformStores;
  events: EventsService;
  announcer: IncidentAnnouncer;
  confirmations: ConfirmationApplier;
  logger: LoggerService;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
}

/** Records what happens, on one replica at a time. */
export interface Recorder {
  /** Applies confirmations, takes or extends the lease, and records what has changed when it has it. */
  runOnce(): Promise<void>;
  /** Whether this replica held the lease at the last run. */
  readonly isWriting: boolean;
}

type Remembered = ReadonlyMap<string, MemoryEntry>;

function isComplete({ clusters, caveats }: ServicesView): boolean {
  return (
    caveats.length === 0 &&
    clusters.length > 0 &&
    clusters.every(({ phase }) => phase === 'reading')
  );
}

/** Services of clusters that are no longer configured and that nobody has let go. */
function findOrphans(
  remembered: Remembered,
  view: ServicesView,
  released: readonly RecordedConfirmation[],
): Set<string> {
  const known = new Set([
    ...view.clusters.map(({ name }) => name),
    ...released.map(({ cluster }) => cluster),
  ]);
  const orphans = [...remembered].filter(
    ([, { cluster }]) => !known.has(cluster),
  );
  return new Set(orphans.map(([id]) => id));
}

/** Ids of services that are remembered, not seen, and recorded as removed. */
async function findGone(
  { changes }: PlatformStores,
  view: ServicesView,
  kept: { remembered: Remembered; orphans: ReadonlySet<string> },
): Promise<string[]> {
  if (!isComplete(view)) return [];
  const seen = new Set(view.services.map(({ id }) => id));
  const missing = [...kept.remembered.keys()].filter(
    id => !seen.has(id) && !kept.orphans.has(id),
  );
  if (missing.length === 0) return [];
  const states = await changes.lastStates();
  return missing.filter(id => !states.has(id));
}

/** What is done under the lease at every look. */
function createRecord(options: RecorderOptions & { now: () => number }) {
  const { services, stores, events, logger, now } = options;
  const { announcer, confirmations } = options;
  const detector = new ChangeDetector();
  const rememberer = new ServiceRememberer(stores.memory);

  const recordChanges = async (
    lease: Lease,
    view: ServicesView,
    orphans: ReadonlySet<string>,
  ) => {
    const { changes, baseline } = detector.detect({
      services: view.services,
      recorded: await stores.changes.lastStates(),
      complete: isComplete(view),
      orphans,
      now: now(),
    });
    if (changes.length + baseline.length === 0) return;
    await stores.changes.record({ lease, changes, states: baseline });
    for (const change of changes) {
      await events.publish({
        topic: HEALTH_CHANGED_TOPIC,
        eventPayload: change,
      });
    }
    logger.debug(`Recorded ${changes.length} changes of state.`);
  };
  return async (lease: Lease, released: readonly RecordedConfirmation[]) => {
    const view = services.current();
    const remembered = await rememberer.known(lease);
    const orphans = findOrphans(remembered, view, released);
    await recordChanges(lease, view, orphans);
    await recordIncidents({
      stores,
      announcer,
      lease,
      services: view.services,
      now: now(),
    });
    const gone = await findGone(stores, view, { remembered, orphans });
    await rememberer.remember({ lease, view, gone, now: now() });
    await confirmations.endOld(lease);
  };
}

/** Makes the recorder. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { stores, confirmations, now = Date.now } = options;
  const record = createRecord({ ...options, now });
  const holder = randomUUID();
  let lease: Lease | undefined;
  let prunedAt = 0;

  const prune = async (held: Lease) => {
    if (now() - prunedAt < PRUNE_MS) return;
    prunedAt = now();
    await pruneStores(stores, held, now());
  };

  return {
    async runOnce() {
      const released = await confirmations.apply();
      lease = await stores.changes.takeLease({
        holder,
        now: new Date(now()),
        durationMs: LEASE_MS,
      });
      if (!lease) return;
      await record(lease, released);
      await prune(lease);
    },
    get isWriting() {
      return lease !== undefined;
    },
  };
}

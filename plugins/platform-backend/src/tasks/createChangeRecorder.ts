import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { PlatformServices } from '@254carbon/backstage-plugin-platform-node';
import { ChangeStore, Lease } from '../store/ChangeStore';
import { ChangeDetector } from './detectChanges';
import { HEALTH_CHANGED_TOPIC } from './topics';

/** How long a replica that falls silent keeps the lease; several times the pace of `runOnce`. */
const LEASE_MS = 20_000;
/** Changes older than this are forgotten. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** How often old changes are looked for. */
const PRUNE_MS = 3_600_000;

/** What recording changes needs. */
export interface ChangeRecorderOptions {
  services: PlatformServices;
  store: ChangeStore;
  events: EventsService;
  logger: LoggerService;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
}

/** Records changes of state, on one replica at a time. */
export interface ChangeRecorder {
  /** Takes or extends the lease, and records what has changed when it has it. */
  runOnce(): Promise<void>;
  /** Whether this replica held the lease at the last run. */
  readonly isWriting: boolean;
}

/** Makes the recorder of changes. */
export function createChangeRecorder(
  options: ChangeRecorderOptions,
): ChangeRecorder {
  const { services, store, events, logger, now = Date.now } = options;
  const holder = randomUUID();
  const detector = new ChangeDetector();
  let lease: Lease | undefined;
  let prunedAt = 0;

  const record = async (held: Lease) => {
    const { services: list, clusters, caveats } = services.current();
    const complete =
      caveats.length === 0 &&
      clusters.length > 0 &&
      clusters.every(({ phase }) => phase === 'reading');
    const { changes, baseline } = detector.detect({
      services: list,
      recorded: await store.lastStates(),
      complete,
      now: now(),
    });
    if (changes.length + baseline.length === 0) return;
    await store.record({ lease: held, changes, states: baseline });
    for (const change of changes) {
      await events.publish({
        topic: HEALTH_CHANGED_TOPIC,
        eventPayload: change,
      });
    }
    logger.debug(`Recorded ${changes.length} changes of state.`);
  };
  const prune = async (held: Lease) => {
    if (now() - prunedAt < PRUNE_MS) return;
    prunedAt = now();
    await store.prune({ lease: held, before: new Date(now() - KEPT_MS) });
  };

  return {
    async runOnce() {
      lease = await store.takeLease({
        holder,
        now: new Date(now()),
        durationMs: LEASE_MS,
      });
      if (!lease) return;
      await record(lease);
      await prune(lease);
    },
    get isWriting() {
      return lease !== undefined;
    },
  };
}

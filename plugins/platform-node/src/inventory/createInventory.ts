/**
 * The inventory: what the clusters hold, kept in memory by one list and watch per kind, once a process.
 * It decides nothing. Catalog, health and readiness all look at the same snapshot, so they cannot
 * disagree about what was seen; and a failure is part of the snapshot, so they cannot overlook it.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterConfig } from '../config';
import { PlatformDoor } from '../door/types';
import { createCounters } from '../counters/createCounters';
import { PlatformCounters } from '../counters/types';
import { WantedKind } from '../kubernetes/wantedKinds';
import { Clock, SYSTEM_CLOCK } from './clock';
import { ClusterReader } from './ClusterReader';
import { countReads } from './countReads';
import { createChanges } from './createChanges';
import { DEFAULT_TIMINGS, Timings } from './timings';
import { InventorySnapshot, PlatformInventory, ReleaseRequest } from './types';

/** What an inventory is made from. */
export interface InventoryOptions {
  clusters: readonly ClusterConfig[];
  door: Pick<PlatformDoor, 'cluster'>;
  logger: LoggerService;
  timings?: Partial<Timings>;
  /** The machine's clock unless given. */
  clock?: Clock;
  /** What is read and how much; counted for nobody unless given. */
  counters?: PlatformCounters;
  /** What to read; what the portal knows by itself unless given. */
  wanted?: readonly WantedKind[];
}

/** An inventory with its switch. */
export interface RunningInventory extends PlatformInventory {
  /** Begins to read. */
  start(): void;
  /** Ends all reading. What is known stays. */
  stop(): void;
}

/** Logs once per change of what fails, not once per attempt. */
function createFailureLog(logger: LoggerService) {
  const told = new Map<string, string>();
  return (snapshot: InventorySnapshot) => {
    for (const cluster of snapshot.clusters) {
      for (const { resource, ok, reason = '' } of cluster.kinds) {
        const key = `${cluster.name} ${resource}`;
        if (reason && told.get(key) !== reason) logger.warn(reason);
        if (ok && told.has(key)) {
          logger.info(`Cluster ${cluster.name} gives ${resource} again.`);
        }
        if (reason) told.set(key, reason);
        else told.delete(key);
      }
    }
  };
}

interface Readers {
  list: readonly ClusterReader[];
  /** Grows with every change. */
  version(): number;
  /** What is seen is to be looked at anew. */
  onStale(listener: () => void): void;
}

function openReaders(
  options: InventoryOptions,
  announce: () => void,
): Readers & { change(): void } {
  const { clusters, door, clock = SYSTEM_CLOCK, wanted } = options;
  const { counters = createCounters() } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  let version = 0;
  let onConfirm = () => {};
  const change = () => {
    onConfirm();
    version += 1;
    announce();
  };
  const list = clusters.map(cluster => {
    const connection = door.cluster(cluster.name);
    return new ClusterReader({
      cluster,
      connection: connection && countReads(connection, counters),
      timings,
      clock,
      counters,
      wanted,
      onChange: change,
      onConfirm: () => onConfirm(),
    });
  });
  return {
    list,
    change,
    version: () => version,
    onStale(listener) {
      onConfirm = listener;
    },
  };
}

/** Makes the inventory of the given clusters. Nothing is read before `start`. */
export function createInventory(options: InventoryOptions): RunningInventory {
  const stopping = new AbortController();
  const changes = createChanges();
  const logFailures = createFailureLog(options.logger);
  const readers = openReaders(options, () => changes.announce());
  const releases: ReleaseRequest[] = [];
  let held: InventorySnapshot | undefined;
  readers.onStale(() => {
    held = undefined;
  });
  const isConfigured = (cluster: string) =>
    readers.list.some(({ name }) => name === cluster);
  const findReleased = () =>
    releases.flatMap(({ cluster, kind }) =>
      kind === undefined && !isConfigured(cluster) ? [cluster] : [],
    );
  const snapshot = (): InventorySnapshot => {
    held ??= {
      objects: readers.list.flatMap(reader => reader.objects),
      clusters: readers.list.map(reader => reader.state),
      caveats: readers.list.flatMap(reader => reader.caveats),
      released: [...new Set(findReleased())],
      releases: [...releases],
      version: readers.version(),
    };
    return held;
  };
  changes.listen(() => logFailures(snapshot()));

  return {
    snapshot,
    onChange: changes.listen,
    release({ cluster, kind }) {
      readers.list.find(({ name }) => name === cluster)?.release(kind);
      releases.push({ cluster, ...(kind ? { kind } : {}) });
      readers.change();
    },
    whenReady: signal =>
      changes.until(() => readers.list.every(({ ready }) => ready), signal),
    start() {
      for (const reader of readers.list) void reader.run(stopping.signal);
    },
    stop() {
      stopping.abort();
      changes.close();
    },
  };
}

import { PlatformCounters } from '../counters/types';
import { ClusterConfig } from '../config';
import { ClusterConnection } from '../door/types';
import { ServedKind, resourceName } from '../kubernetes';
import { Discovery } from '../kubernetes/discoverKinds';
import { WantedKind, wantedKey } from '../kubernetes/wantedKinds';
import { Clock } from './clock';
import { createTurns } from './createTurns';
import { HeadStart } from './HeadStart';
import { KindShelf } from './KindShelf';
import { readKind } from './readKind';
import { Timings } from './timings';

/** Lists of one cluster that run at once. */
const TURNS = 8;
/** Discoveries in a row that must agree that a kind is not served before its objects are doubted. */
const CERTAIN = 3;

/** One kind under way. */
interface KindTask {
  shelf: KindShelf;
  stop: AbortController;
  absences: number;
}

/** What the tasks of a cluster need. */
export interface KindTasksOptions {
  cluster: Pick<ClusterConfig, 'name'>;
  connection?: ClusterConnection;
  timings: Timings;
  clock: Clock;
  counters: PlatformCounters;
  /** What to read; what the portal knows by itself unless given. */
  wanted?: readonly WantedKind[];
  /** A watch said something. */
  onHeard(): void;
  onChange(): void;
  onConfirm(): void;
}

/** The kinds of one cluster that are read, each by a task of its own with a shelf of its own. */
export class KindTasks {
  readonly #options: KindTasksOptions;
  /** By group and resource, whatever the version. */
  readonly #tasks = new Map<string, KindTask>();
  readonly #takeTurn = createTurns(TURNS);
  #headStart: HeadStart | undefined;

  constructor(options: KindTasksOptions) {
    this.#options = options;
  }

  /** One shelf for each kind that was ever served. */
  get shelves(): KindShelf[] {
    return [...this.#tasks.values()].map(({ shelf }) => shelf);
  }

  /** Asks for what every cluster serves; until {@link KindTasks.follow} it is known to nobody. */
  headStart(signal: AbortSignal): void {
    const { connection, clock, wanted } = this.#options;
    const takeTurn = this.#takeTurn;
    this.#headStart =
      connection &&
      new HeadStart({ connection, clock, signal, takeTurn, wanted });
  }

  /** What was asked for early is not wanted any more. */
  endHeadStart(): void {
    this.#headStart?.end();
    this.#headStart = undefined;
  }

  /** Begins to read what is served now. What is no longer served is kept, and doubted when that is certain. */
  follow(discovery: Discovery, signal: AbortSignal): void {
    const served = new Set(discovery.kinds.map(wantedKey));
    for (const kind of discovery.kinds) this.#start(kind, signal);
    this.endHeadStart();
    for (const [key, task] of this.#tasks) {
      const unseen =
        !served.has(key) && !discovery.failures.has(task.shelf.kind.apiVersion);
      task.absences = unseen ? task.absences + 1 : 0;
      if (task.absences >= CERTAIN) this.#doubt(key, task);
    }
  }

  #doubt(key: string, { shelf, stop }: KindTask): void {
    const { clock } = this.#options;
    stop.abort();
    if (shelf.size === 0) this.#tasks.delete(key);
    else shelf.doubt(clock.now());
  }

  /** Lets go of what is held: of one kind by its name (`apps/v1/deployments`), or of all; gives how much went. */
  release(resource?: string): number {
    const { cluster, counters } = this.#options;
    let released = 0;
    for (const [key, { shelf, stop }] of this.#tasks) {
      const name = resourceName(shelf.kind);
      if (resource !== undefined && resource !== name) continue;
      const count = shelf.release();
      released += count;
      const labels = { cluster: cluster.name, resource: name };
      if (count) counters.add('platform_read_released_total', labels, count);
      if (stop.signal.aborted && shelf.size === 0) this.#tasks.delete(key);
    }
    return released;
  }

  #start(kind: ServedKind, signal: AbortSignal): void {
    const { cluster, connection, timings, clock, counters } = this.#options;
    const { onHeard, onChange, onConfirm } = this.#options;
    const key = wantedKey(kind);
    const known = this.#tasks.get(key);
    const isRead =
      known?.shelf.kind.apiVersion === kind.apiVersion &&
      !known.stop.signal.aborted;
    if (!connection || isRead) return;
    known?.stop.abort();
    const stop = new AbortController();
    const shelf = new KindShelf({ cluster: cluster.name, kind });
    if (known) shelf.adopt(known.shelf);
    this.#tasks.set(key, { shelf, stop, absences: 0 });
    void readKind({
      connection,
      shelf,
      timings,
      clock,
      counters,
      signal: AbortSignal.any([signal, stop.signal]),
      takeTurn: this.#takeTurn,
      early: this.#headStart?.take(kind),
      onHeard,
      onChange,
      onConfirm,
    });
  }
}

import {
  ClusterState,
  InventoryObject,
  KindState,
} from '@254carbon/backstage-plugin-platform-common';
import { ClusterConfig } from '../config';
import { ClusterConnection } from '../door/types';
import { ServedKind, resourceName } from '../kubernetes';
import { Discovery, discoverKinds } from '../kubernetes/discoverKinds';
import { toReadError } from '../kubernetes/ReadError';
import { createTurns } from './createTurns';
import { KindShelf } from './KindShelf';
import { readKind } from './readKind';
import { takePulse } from './takePulse';
import { backoff, pause, Timings } from './timings';

/** Lists of one cluster that run at once. */
const TURNS = 8;
/** Discoveries in a row that must agree that a kind is not served before its objects go. */
const CERTAIN = 3;

/** One kind under way. */
interface KindTask {
  shelf: KindShelf;
  stop: AbortController;
  absences: number;
}

/** What a reader of a cluster needs. */
export interface ClusterReaderOptions {
  cluster: ClusterConfig;
  connection?: ClusterConnection;
  timings: Timings;
  now: () => number;
  onChange(): void;
  onConfirm(): void;
}

/** Reads one cluster: discovers what it serves, and keeps one shelf for each kind. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  readonly #tasks = new Map<string, KindTask>();
  readonly #takeTurn = createTurns(TURNS);
  #version: string | undefined;
  #discovery: KindState | undefined;
  #discovered = false;
  #silence: KindState | undefined;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    const { unusable } = options.cluster;
    if (unusable) this.#failDiscovery(unusable);
  }

  /** Whether discovery and a list of each kind were tried once, well or not. */
  get ready(): boolean {
    const tried = this.#discovered || this.#discovery !== undefined;
    return tried && [...this.#tasks.values()].every(({ shelf }) => shelf.read);
  }

  /** Reads until the signal is aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { cluster, connection, timings } = this.#options;
    if (!connection || cluster.unusable) return;
    void takePulse({
      connection,
      timings,
      signal,
      onPulse: reason => this.#takeSilence(reason),
    });
    let failures = 0;
    while (!signal.aborted) {
      try {
        this.#follow(await discoverKinds({ connection, signal }), signal);
        failures = 0;
        await pause(timings.rediscover * (0.9 + Math.random() * 0.2), signal);
      } catch (caught) {
        if (signal.aborted) return;
        const context = { cluster: cluster.name, verb: 'discover' as const };
        this.#failDiscovery(toReadError(caught, context).message);
        await pause(backoff(timings, failures), signal);
        failures += 1;
      }
    }
  }

  #takeSilence(reason: string | undefined): void {
    const news = this.#silence?.reason !== reason;
    this.#silence = reason
      ? this.#failure('api-server', reason, this.#silence)
      : undefined;
    if (news) this.#options.onChange();
  }

  #failDiscovery(reason: string): void {
    const news = this.#discovery?.reason !== reason;
    this.#discovery = this.#failure('discovery', reason, this.#discovery);
    if (news) this.#options.onChange();
  }

  #failure(resource: string, reason: string, previous?: KindState): KindState {
    const now = new Date(this.#options.now()).toISOString();
    const since = previous?.since ?? now;
    return { resource, ok: false, count: 0, reason, since };
  }

  #follow(discovery: Discovery, signal: AbortSignal): void {
    const { cluster, onChange } = this.#options;
    if (discovery.kinds.length === 0) {
      throw new SyntaxError(`cluster ${cluster.name} serves no known kind`);
    }
    this.#version = discovery.version ?? this.#version;
    this.#discovered = true;
    this.#discovery = undefined;
    for (const [apiVersion, reason] of discovery.failures) {
      this.#failDiscovery(`${apiVersion}: ${reason}`);
    }
    const served = new Set(discovery.kinds.map(resourceName));
    for (const kind of discovery.kinds) this.#start(kind, signal);
    for (const [name, task] of this.#tasks) {
      const unseen =
        !served.has(name) &&
        !discovery.failures.has(task.shelf.kind.apiVersion);
      task.absences = unseen ? task.absences + 1 : 0;
      if (task.absences >= CERTAIN) {
        task.stop.abort();
        this.#tasks.delete(name);
      }
    }
    onChange();
  }

  #start(kind: ServedKind, signal: AbortSignal): void {
    const { cluster, connection, timings, now, onChange, onConfirm } =
      this.#options;
    const name = resourceName(kind);
    if (!connection || this.#tasks.has(name)) return;
    const stop = new AbortController();
    const shelf = new KindShelf({ cluster: cluster.name, kind });
    this.#tasks.set(name, { shelf, stop, absences: 0 });
    void readKind({
      connection,
      shelf,
      timings,
      now,
      signal: AbortSignal.any([signal, stop.signal]),
      takeTurn: this.#takeTurn,
      onChange,
      onConfirm,
    });
  }

  /** Every object known, kind by kind. */
  get objects(): readonly InventoryObject[] {
    return [...this.#tasks.values()].flatMap(({ shelf }) => shelf.objects);
  }

  /** Reasons why the objects may not be what there is, as sentences. */
  get caveats(): string[] {
    const { name } = this.#options.cluster;
    const shelves = [...this.#tasks.values()].map(({ shelf }) => shelf);
    const failures = new Set(
      shelves.flatMap(({ state }) => state.reason ?? []),
    );
    if (this.#silence?.reason) failures.delete(this.#silence.reason);
    const [first, ...others] = failures;
    return [
      ...(this.ready
        ? []
        : [`Cluster ${name} is being read for the first time.`]),
      ...new Set(
        [this.#silence?.reason, this.#discovery?.reason].flatMap(
          reason => reason ?? [],
        ),
      ),
      ...(first ? [first] : []),
      ...(others.length > 0
        ? [
            `Cluster ${name} fails for ${others.length} more kinds; see its page.`,
          ]
        : []),
      ...shelves.flatMap(({ caveat }) => caveat ?? []),
    ];
  }

  /** How well the cluster can be read. */
  get state(): ClusterState {
    const { name, title } = this.#options.cluster;
    const kinds = [...this.#tasks.values()].map(({ shelf }) => shelf.state);
    kinds.sort((one, other) => one.resource.localeCompare(other.resource));
    if (this.#discovery) kinds.unshift(this.#discovery);
    if (this.#silence) kinds.unshift(this.#silence);
    return {
      name,
      phase: this.#phaseOf(kinds),
      kinds,
      ...(title ? { title } : {}),
      ...(this.#version ? { version: this.#version } : {}),
    };
  }

  #phaseOf(kinds: readonly KindState[]): ClusterState['phase'] {
    if (!this.ready) return 'connecting';
    const failing = kinds.filter(({ ok }) => !ok).length;
    if (failing === 0) return 'reading';
    return this.#silence || failing === kinds.length
      ? 'failing'
      : 'partly-failing';
  }
}

import {
  ClusterState,
  InventoryObject,
  KindState,
} from '@254carbon/backstage-plugin-platform-common';
import { ClusterConfig } from '../config';
import { PlatformCounters } from '../counters/types';
import { ClusterConnection } from '../door/types';
import { Discovery, discoverKinds } from '../kubernetes/discoverKinds';
import { toReadError } from '../kubernetes/ReadError';
import { WantedKind } from '../kubernetes/wantedKinds';
import { Clock, instant, pause } from './clock';
import { describeCaveats } from './describeCaveats';
import { KindTasks } from './KindTasks';
import { takePulse } from './takePulse';
import { backoff, Timings } from './timings';

/** What a reader of a cluster needs. */
export interface ClusterReaderOptions {
  cluster: ClusterConfig;
  connection?: ClusterConnection;
  timings: Timings;
  clock: Clock;
  counters: PlatformCounters;
  /** What to read; what the portal knows by itself unless given. */
  wanted?: readonly WantedKind[];
  onChange(): void;
  onConfirm(): void;
}

/** Reads one cluster: discovers what it serves, and keeps one shelf for each kind. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  readonly #tasks: KindTasks;
  #version: string | undefined;
  #discovery: KindState | undefined;
  #discovered = false;
  #silence: KindState | undefined;
  #heardAt = -Infinity;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    this.#tasks = new KindTasks({
      ...options,
      onHeard: () => {
        this.#heardAt = options.clock.now();
      },
    });
    const { unusable } = options.cluster;
    if (unusable) this.#failDiscovery(unusable);
  }

  /** Name of the cluster. */
  get name(): string {
    return this.#options.cluster.name;
  }

  /** Whether discovery and a list of each kind were tried once, well or not. */
  get ready(): boolean {
    return this.#tried && this.#tasks.shelves.every(({ read }) => read);
  }

  get #tried(): boolean {
    return this.#discovered || this.#discovery !== undefined;
  }

  /** Reads until the signal is aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { cluster, connection, timings, clock, wanted } = this.#options;
    if (!connection || cluster.unusable) return;
    void takePulse({
      connection,
      timings,
      clock,
      signal,
      heardAt: () => this.#heardAt,
      onPulse: reason => this.#takeSilence(reason),
    });
    let failures = 0;
    while (!signal.aborted) {
      try {
        const asked = { connection, wanted, signal, clock };
        const discovering = discoverKinds(asked);
        if (!this.#tried) this.#tasks.headStart(signal);
        this.#follow(await discovering, signal);
        failures = 0;
        const jitter = 0.9 + Math.random() * 0.2;
        await pause(clock, timings.rediscover * jitter, signal);
      } catch (caught) {
        this.#tasks.endHeadStart();
        if (signal.aborted) return;
        const context = { cluster: cluster.name, verb: 'discover' as const };
        this.#failDiscovery(toReadError(caught, context).message);
        await pause(clock, backoff(timings, failures), signal);
        failures += 1;
      }
    }
  }

  /** Lets go of what is held: of one kind by its name (`apps/v1/deployments`), or of all. */
  release(resource?: string): void {
    if (this.#tasks.release(resource) > 0) this.#options.onChange();
  }

  #takeSilence(reason: string | undefined): void {
    const news = this.#silence?.reason !== reason;
    this.#silence = reason
      ? this.#failure('api-server', reason, this.#silence)
      : undefined;
    this.#hush();
    if (news) this.#options.onChange();
  }

  /** A silent server makes all that is known of it old, also what a watch that still stands would confirm. */
  #hush(): void {
    const since = this.#silence?.since;
    const at = since === undefined ? undefined : Date.parse(since);
    for (const shelf of this.#tasks.shelves) shelf.hush(at);
  }

  #failDiscovery(reason: string): void {
    const news = this.#discovery?.reason !== reason;
    this.#discovery = this.#failure('discovery', reason, this.#discovery);
    if (news) this.#options.onChange();
  }

  #failure(resource: string, reason: string, previous?: KindState): KindState {
    const now = instant(this.#options.clock.now());
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
    if (discovery.failures.size === 0) this.#discovery = undefined;
    else {
      const reasons = [...discovery.failures].map(
        ([apiVersion, reason]) => `${apiVersion}: ${reason}`,
      );
      this.#failDiscovery(reasons.join(' '));
    }
    this.#tasks.follow(discovery, signal);
    this.#hush();
    onChange();
  }

  /** Every object known, kind by kind. */
  get objects(): readonly InventoryObject[] {
    return this.#tasks.shelves.flatMap(({ objects }) => objects);
  }

  /** Reasons why the objects may not be what there is, as sentences. */
  get caveats(): string[] {
    const { name } = this.#options.cluster;
    return describeCaveats({
      name,
      ready: this.ready,
      silence: this.#silence?.reason,
      discovery: this.#discovery?.reason,
      shelves: this.#tasks.shelves,
    });
  }

  /** How well the cluster can be read. */
  get state(): ClusterState {
    const { name, title } = this.#options.cluster;
    const kinds = this.#tasks.shelves.map(({ state }) => this.#heard(state));
    kinds.sort((one, other) => one.resource.localeCompare(other.resource));
    if (this.#discovery) kinds.unshift(this.#discovery);
    if (this.#silence) kinds.unshift(this.#silence);
    return {
      name,
      phase: this.#phaseOf(kinds),
      whole:
        this.#discovered && this.#tasks.shelves.every(({ whole }) => whole),
      kinds,
      ...(title ? { title } : {}),
      ...(this.#version ? { version: this.#version } : {}),
    };
  }

  /** A kind of which a watch says nothing bad is not read either while nobody answers. */
  #heard(kind: KindState): KindState {
    if (!this.#silence || !kind.ok) return kind;
    const { reason, since } = this.#silence;
    return { ...kind, ok: false, reason, since };
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

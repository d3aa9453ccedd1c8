import {
  ClusterState,
  DeclaredTree,
  lastKnown,
  NamedKind,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformDoor } from '../door/types';
import { Clock, pause, SYSTEM_CLOCK } from '../inventory/clock';
import { PlatformInventory } from '../inventory/types';
import { PlatformManifests } from '../manifests/types';
import { findAbsentKinds } from './findAbsentKinds';
import { readNames } from './readNames';
import { PlatformNames } from './types';

/** How often names are read; they are compared with files, which change seldom. */
const ROUND_MS = 120_000;
/** How soon a kind that has just been declared is asked for, so that many changes are one round. */
const SOON_MS = 2_000;

/** What reading names needs. */
export interface NamesOptions {
  manifests: Pick<PlatformManifests, 'current' | 'onChange'>;
  inventory: Pick<PlatformInventory, 'snapshot' | 'whenReady'>;
  door: Pick<PlatformDoor, 'cluster'>;
  clock?: Clock;
}

/** A reader of names that can be started and stopped. */
export interface RunningNames extends PlatformNames {
  start(): void;
  stop(): Promise<void>;
}

/** What is known of a kind, without when; the same text, nothing to tell. */
function describe({ cluster, group, kind, names }: NamedKind): string {
  const known = lastKnown(names)?.value;
  return JSON.stringify([
    [cluster, group, kind],
    known ? [...known].sort() : null,
    names.ok ? null : names.reason,
  ]);
}

class Names implements RunningNames {
  readonly #options: NamesOptions;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #stopping = new AbortController();
  #current: readonly NamedKind[] = [];
  #text = '[]';
  #asked = '';
  #loop: Promise<void> | undefined;
  #wake = () => {};

  constructor(options: NamesOptions) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
  }

  current() {
    return this.#current;
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start() {
    this.#loop ??= this.#run();
  }

  async stop() {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { manifests, inventory } = this.#options;
    const stopListening = manifests.onChange(() => {
      if (this.#describeAsked() !== this.#asked) this.#wake();
    });
    await inventory.whenReady(signal).catch(() => undefined);
    while (!signal.aborted) {
      await this.#round(signal);
      await this.#sleep(signal);
    }
    stopListening();
  }

  /** Sleeps until the next round, or until something else is declared and a moment has passed. */
  async #sleep(signal: AbortSignal): Promise<void> {
    if (this.#describeAsked() === this.#asked) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      const either = AbortSignal.any([signal, woken.signal]);
      await pause(this.#clock, ROUND_MS, either);
      this.#wake = () => {};
      if (!woken.signal.aborted) return;
    }
    await pause(this.#clock, SOON_MS, signal);
  }

  #trees(): DeclaredTree[] {
    return this.#options.manifests
      .current()
      .flatMap(tree => lastKnown(tree)?.value ?? []);
  }

  /** The clusters that were read once, each with the kinds to ask it for. */
  #plan() {
    const trees = this.#trees();
    return this.#options.inventory
      .snapshot()
      .clusters.filter(({ phase }) => phase !== 'connecting')
      .map((state: ClusterState) => ({
        name: state.name,
        kinds: findAbsentKinds(trees, state),
      }));
  }

  #describeAsked(): string {
    return JSON.stringify(this.#plan());
  }

  async #round(signal: AbortSignal): Promise<void> {
    const plan = this.#plan();
    this.#asked = JSON.stringify(plan);
    const found: NamedKind[] = [];
    for (const { name, kinds } of plan) {
      const connection = this.#options.door.cluster(name);
      if (!connection || signal.aborted) continue;
      const previous = this.#current.filter(({ cluster }) => cluster === name);
      const now = () => this.#clock.now();
      found.push(
        ...(await readNames({ connection, kinds, previous, now, signal })),
      );
    }
    if (!signal.aborted) this.#take(found);
  }

  #take(found: readonly NamedKind[]): void {
    const text = JSON.stringify(found.map(describe));
    if (text === this.#text) return;
    this.#text = text;
    this.#current = found;
    for (const listener of this.#listeners) listener();
  }
}

/** Reads names from `start` to `stop`, round by round. */
export function createNames(options: NamesOptions): RunningNames {
  return new Names(options);
}

/**
 * What the platform's own APIs say, kept up to date. Which systems there are follows from the live services and from
 * configuration; each is read by a loop of its own. Nothing is judged here: `platform-common` does that with what is
 * read.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { PlatformDoor } from '../door/types';
import { createChanges } from '../inventory/createChanges';
import { createTurns } from '../inventory/createTurns';
import { PlatformServices } from '../services/types';
import { findSystems } from './findSystems';
import { SystemLoop } from './SystemLoop';
import { PlatformTelemetry, TelemetryEntry, TelemetrySystem } from './types';
import { WantedSelectors } from './WantedSelectors';

/** What the readings are made from. */
export interface TelemetryOptions {
  services: PlatformServices;
  door: Pick<PlatformDoor, 'ask'>;
  entries: readonly TelemetryEntry[];
  logger: LoggerService;
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
  /** In [0, 1); for the jitter. */
  random?: () => number;
  /** How long the first questions wait once the services are known; not at all unless given. */
  restMs?: number;
}

/** The readings with their switch. */
export interface RunningTelemetry extends PlatformTelemetry {
  start(): void;
  stop(): void;
}

/** Systems that are read at once. */
const AT_ONCE = 4;

function nameOf({ kind, id, cluster }: TelemetrySystem): string {
  return `${kind} ${cluster ?? ''} ${id}`;
}

/** Ends loops of what is gone or changed and begins those of what is new; what was known of a changed one is kept. */
function adoptSystems(
  loops: Map<string, SystemLoop>,
  systems: readonly TelemetrySystem[],
  makeLoop: (system: TelemetrySystem) => SystemLoop,
): void {
  const present = new Map(systems.map(system => [nameOf(system), system]));
  for (const [name, loop] of loops) {
    if (present.has(name)) continue;
    loop.stop();
    loops.delete(name);
  }
  for (const [name, system] of present) {
    const previous = loops.get(name);
    if (previous?.system.key === system.key) continue;
    previous?.stop();
    const loop = makeLoop(system);
    loops.set(name, loop);
    loop.start(previous);
  }
}

/** Makes the readings. Nothing is asked before `start`. */
export function createTelemetry(options: TelemetryOptions): RunningTelemetry {
  const { services, entries, restMs = 0 } = options;
  const { now = Date.now, random = Math.random } = options;
  const loops = new Map<string, SystemLoop>();
  const changes = createChanges();
  const takeTurn = createTurns(AT_ONCE);
  const readings = () =>
    [...loops.values()].flatMap(loop => loop.reading ?? []);
  const wanted = new WantedSelectors();
  const listWanted = () => wanted.list(readings());
  const stopping = new AbortController();
  const { signal } = stopping;
  let looked = false;

  const follow = () => {
    const systems = findSystems(services.current().groups, entries);
    adoptSystems(
      loops,
      systems,
      system =>
        new SystemLoop({
          ...options,
          system,
          now,
          random,
          takeTurn,
          listWanted,
          onRead: changes.announce,
        }),
    );
    changes.announce();
  };
  const followWhole = () => {
    looked = true;
    follow();
    signal.addEventListener('abort', services.onChange(follow));
  };

  return {
    current: readings,
    wantQueries: (owner, expressions) => wanted.set(owner, expressions),
    onChange: changes.listen,
    async whenReady(waiting) {
      await changes.until(
        () => looked && readings().length === loops.size,
        waiting,
      );
    },
    start() {
      services
        .whenReady(signal)
        .then(() => pause(restMs, undefined, { ref: false, signal }))
        .then(followWhole, () => undefined);
    },
    stop() {
      stopping.abort();
      for (const loop of loops.values()) loop.stop();
      changes.close();
    },
  };
}

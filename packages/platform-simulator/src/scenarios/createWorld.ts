/**
 * A world that can change under its readers.
 *
 * All worlds of one process share one moment of birth: a scenario chosen an hour later is still built for that moment, so that what
 * did not change between two scenarios is equal to the byte, and watchers get events only for what did.
 */
import {
  createControllers,
  type Controllers,
} from '../controllers/createControllers';
import type { ControlledPlatform, PlatformSummary } from '../control';
import type { DataSourceFault } from '../data-sources';
import { ObjectStore } from '../kubernetes/ObjectStore';
import type { Clock, FaultPlan, KubernetesObject } from '../kubernetes/types';
import { isPodRunning, ofKind } from '../platform/derive/read';
import { measureClaims, morningOf24October } from '../platform';
import { timestamp } from '../platform/build';
import { createBehaviour } from './createBehaviour';
import {
  DEFAULT_SCENARIO,
  buildScenario,
  findScenario,
  type Scenario,
  type ScenarioName,
} from './scenarios';

/** Options of {@link createWorld}. */
export interface WorldOptions {
  /** The machine's clock, milliseconds. Default: the real one. */
  readClock?: () => number;
  /** The moment for which the worlds are built. Default: what the clock says now. */
  now?: number;
  /** Default 254. */
  seed?: number;
  scenario?: ScenarioName;
}

/** A store with a scenario in it, and the means to change both. */
export interface World extends ControlledPlatform {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** What makes it live: tick them, or start them. */
  readonly controllers: Controllers;
  /** The API server's fault of this moment. */
  fault(): FaultPlan;
  /** The fault of a data source's host, when one was set. */
  dataSourceFault(host: string): DataSourceFault | undefined;
  /** The scenario of this moment, with its condition. */
  current(): Scenario;
}

/** Builds the world of the scenario and keeps it changeable. */
export function createWorld(options: WorldOptions = {}): World {
  const readClock = options.readClock ?? Date.now;
  const birth = options.now ?? readClock();
  const seed = options.seed ?? 254;
  const lag = birth - readClock();
  let advanced = 0;
  const sourceFaults = new Map<string, DataSourceFault>();
  const clock: Clock = { now: () => readClock() + lag + advanced };
  let current = findScenario(options.scenario ?? DEFAULT_SCENARIO);
  const store = new ObjectStore({
    clock,
    firstVersion: Math.floor(birth / 1000),
  });
  const build = () => buildScenario(current, { now: birth, seed });
  const behaviourIn = (described: KubernetesObject[]) =>
    createBehaviour({
      described,
      condition: current.world.condition ?? morningOf24October,
      store,
    });
  const first = build();
  store.load(first);
  let behaviour = behaviourIn(first);
  const controllers = createControllers({
    store,
    clock,
    random: createRandom(seed),
    behaviours: owner => behaviour(owner),
  });
  const setScenario = (name: ScenarioName) => {
    current = findScenario(name);
    const described = build();
    store.replaceAll(described);
    behaviour = behaviourIn(described);
    controllers.adopt();
  };
  return {
    store,
    clock,
    controllers,
    current: () => current,
    scenario: () => current.name,
    fault: () => current.fault,
    setScenario,
    dataSourceFault: host => sourceFaults.get(host),
    setDataSourceFault: (host, fault) => {
      if (fault) {
        sourceFaults.set(host, fault);
      } else {
        sourceFaults.delete(host);
      }
    },
    reset: () => {
      advanced = 0;
      sourceFaults.clear();
      setScenario(DEFAULT_SCENARIO);
    },
    advanceClock: milliseconds => {
      advanced += milliseconds;
    },
    summary: () => summarise(store, clock, current.name),
    claims: () => measureClaims({ now: birth, seed, ...current.world }),
  };
}

/** Numbers in [0, 1) that follow from the seed alone (the generator mulberry32, by Tommy Ettinger, public domain). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 0x1_0000_0000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

function summarise(
  store: ObjectStore,
  clock: Clock,
  scenario: ScenarioName,
): PlatformSummary {
  const seen = new Set<string>();
  const objects = store.types.flatMap(type => {
    const key = `${type.group}/${type.plural}`;
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    return store.list(type);
  });
  const pods = ofKind(objects, 'Pod');
  const nodes = ofKind(objects, 'Node');
  const applications = ofKind(objects, 'Application');
  const counts: Record<string, number> = {};
  for (const { kind } of objects) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    scenario,
    now: timestamp(clock.now()),
    resourceVersion: String(store.currentVersion),
    nodes: { total: nodes.length, ready: nodes.filter(isNodeReady).length },
    pods: { total: pods.length, running: pods.filter(isPodRunning).length },
    applications: {
      total: applications.length,
      synced: applications.filter(isSynced).length,
    },
    objects: counts,
  };
}

function isNodeReady({ status }: KubernetesObject): boolean {
  const { conditions } = status as {
    conditions: { type: string; status: string }[];
  };
  return conditions.some(it => it.type === 'Ready' && it.status === 'True');
}

function isSynced({ status }: KubernetesObject): boolean {
  return (status as { sync: { status: string } }).sync.status === 'Synced';
}

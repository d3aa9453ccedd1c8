/**
 * A world that can change under its readers.
 *
 * All worlds of one process share one moment of birth: a scenario chosen an hour later is still built for that moment, so that what
 * did not change between two scenarios is equal to the byte, and watchers get events only for what did.
 */
import type { ControlledPlatform, PlatformSummary } from '../control';
import { ObjectStore } from '../kubernetes/ObjectStore';
import type { Clock, FaultPlan, KubernetesObject } from '../kubernetes/types';
import { isPodRunning, ofKind } from '../platform/derive/read';
import { measureClaims } from '../platform';
import { timestamp } from '../platform/build';
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
  /** The API server's fault of this moment. */
  fault(): FaultPlan;
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
  const clock: Clock = { now: () => readClock() + lag + advanced };
  let current = findScenario(options.scenario ?? DEFAULT_SCENARIO);
  const store = new ObjectStore({
    clock,
    firstVersion: Math.floor(birth / 1000),
  });
  const build = () => buildScenario(current, { now: birth, seed });
  store.load(build());
  const setScenario = (name: ScenarioName) => {
    current = findScenario(name);
    store.replaceAll(build());
  };
  return {
    store,
    clock,
    current: () => current,
    scenario: () => current.name,
    fault: () => current.fault,
    setScenario,
    reset: () => {
      advanced = 0;
      setScenario(DEFAULT_SCENARIO);
    },
    advanceClock: milliseconds => {
      advanced += milliseconds;
    },
    summary: () => summarise(store, clock, current.name),
    claims: () => measureClaims({ now: birth, seed, ...current.world }),
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

/**
 * A world that can change under its readers.
 *
 * All worlds of one process share one moment of birth: a scenario chosen an hour later is still built for that moment, so that what
 * did not change between two scenarios is equal to the byte, and watchers get events only for what did.
 */
import { createHash } from 'node:crypto';
import {
  createControllers,
  type Controllers,
} from '../controllers/createControllers';
import type { ControlledPlatform } from '../control';
import type { DataSourceFault } from '../data-sources';
import { ObjectStore } from '../kubernetes/ObjectStore';
import type { Clock, FaultPlan } from '../kubernetes/types';
import { measureClaims, morningOf24October } from '../platform';
import { createOperators, type Operators } from '../operators/createOperators';
import { createBehaviour } from './createBehaviour';
import {
  DEFAULT_SCENARIO,
  buildScenario,
  findScenario,
  type Scenario,
  type ScenarioName,
} from './scenarios';
import { summarise } from './summarise';

const CLAIMS = { group: '', plural: 'persistentvolumeclaims' };

/** Options of {@link createWorld}. */
export interface WorldOptions {
  /** The machine's clock, milliseconds. Default: the real one. */
  readClock?: () => number;
  /** The moment for which the worlds are built. Default: what the clock says now. */
  now?: number;
  /** Default 254. */
  seed?: number;
  scenario?: ScenarioName;
  /** Also what the reports only plan, see `PlatformOptions`. */
  monitoringStack?: boolean;
}

/** A store with a scenario in it, and the means to change both. */
export interface World extends ControlledPlatform {
  readonly store: ObjectStore;
  /** The moment for which the worlds are built, milliseconds since the epoch. */
  readonly birth: number;
  readonly seed: number;
  readonly clock: Clock;
  /** What makes it live: tick them, or start them. */
  readonly controllers: Controllers;
  /** The platform's own operators: tick them, or start them. */
  readonly operators: Operators;
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
  const origin = { now: birth, seed, monitoringStack: options.monitoringStack };
  const time = createTime(readClock, birth);
  const store = new ObjectStore({
    clock: time.clock,
    firstVersion: Math.floor(birth / 1000),
  });
  let current = findScenario(options.scenario ?? DEFAULT_SCENARIO);
  const describe = () => {
    const described = buildScenario(current, origin);
    const condition = current.world.condition ?? morningOf24October;
    return {
      described,
      behaviour: createBehaviour({ described, condition, store }),
    };
  };
  let { described, behaviour } = describe();
  store.load(described);
  const controllers = createControllers({
    store,
    clock: time.clock,
    random: createRandom(seed),
    behaviours: owner => behaviour(owner),
  });
  const operators = createOperators({ store, clock: time.clock }, described);
  const sources = createSourceFaults(host => current.sources?.[host]);
  const setScenario = (name: ScenarioName) => {
    current = findScenario(name);
    ({ described, behaviour } = describe());
    store.replaceAll(described);
    controllers.adopt();
    operators.adopt(described);
  };
  return {
    store,
    birth,
    seed,
    controllers,
    operators,
    clock: time.clock,
    advanceClock: time.advance,
    ...sources,
    current: () => current,
    scenario: () => current.name,
    fault: () => current.fault,
    setScenario,
    reset: () => {
      time.reset();
      sources.clearDataSourceFaults();
      setScenario(DEFAULT_SCENARIO);
    },
    summary: () => summarise(store, time.clock, current.name),
    claims: () =>
      measureClaims({ ...origin, ...current.world }, store.list(CLAIMS)),
  };
}

/** A clock that began at `birth`, keeps pace with the machine's, and can be moved forward. */
function createTime(readClock: () => number, birth: number) {
  const lag = birth - readClock();
  let advanced = 0;
  const clock: Clock = { now: () => readClock() + lag + advanced };
  return {
    clock,
    advance: (milliseconds: number) => {
      advanced += milliseconds;
    },
    reset: () => {
      advanced = 0;
    },
  };
}

/** Faults that were set, over those of the scenario. */
function createSourceFaults(
  usual: (host: string) => DataSourceFault | undefined,
) {
  const faults = new Map<string, DataSourceFault>();
  return {
    dataSourceFault: (host: string) => faults.get(host) ?? usual(host),
    setDataSourceFault: (host: string, fault?: DataSourceFault) => {
      if (fault) {
        faults.set(host, fault);
      } else {
        faults.delete(host);
      }
    },
    clearDataSourceFaults: () => faults.clear(),
  };
}

/** Numbers in [0, 1) that follow from the seed and from how many were drawn. */
function createRandom(seed: number): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    const digest = createHash('sha256').update(`${seed}/${drawn}`).digest();
    return digest.readUInt32BE(0) / 0x1_0000_0000;
  };
}

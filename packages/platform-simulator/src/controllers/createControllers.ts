/**
 * What keeps the simulated platform alive: the controllers that a cluster runs.
 *
 * They find a seeded platform and leave it as it is. From then on they listen to the store: whatever somebody changes makes the
 * workloads concerned dirty, and a tick brings those, and only those, one step closer to what they ask for. So
 * a platform in which nobody touches anything stays exactly as the world has described it, broken parts
 * included; a deleted pod comes back, in the same bad state if its workload is of that kind.
 *
 * All time comes from the clock and all chance from `random`: a test calls {@link Controllers.tick} and moves its clock.
 */
import { storageKey } from '../kubernetes/resourceTypes';
import type { ObjectStore, StoreEvent } from '../kubernetes/ObjectStore';
import type { Clock, KubernetesObject, TypeKey } from '../kubernetes/types';
import { adoptRevisions } from './adoptRevisions';
import {
  controllerOf,
  types,
  type ControllerContext,
  type PodBehaviour,
} from './context';
import { fireCronJobs } from './fireCronJobs';
import { pruneEvents } from './pruneEvents';
import { PodLifecycle } from './PodLifecycle';
import { reconcileDaemonSet } from './reconcileDaemonSet';
import { reconcileDeployment } from './reconcileDeployment';
import { reconcileEndpoints } from './reconcileEndpoints';
import { reconcileJob } from './reconcileJob';
import { reconcileReplicaSet } from './reconcileReplicaSet';
import { reconcileStatefulSet } from './reconcileStatefulSet';

export type { PodBehaviour } from './context';

/** Running controllers. */
export interface Controllers {
  /** Does all that is due now. */
  tick(): void;
  /** Ticks by itself, four times a second; the result stops it. */
  start(): () => void;
  /** Takes everything as it is now for intended; call after the world was replaced. */
  adopt(): void;
  /** Stops listening to the store. */
  close(): void;
}

type Reconcile = (
  workload: KubernetesObject,
  context: ControllerContext,
) => void;

/** In this order, so that a Deployment's decision reaches its pods within one round. */
const reconcilers: [TypeKey, Reconcile][] = [
  [types.deployment, reconcileDeployment],
  [types.replicaSet, reconcileReplicaSet],
  [types.statefulSet, reconcileStatefulSet],
  [types.daemonSet, reconcileDaemonSet],
  [types.job, reconcileJob],
];

const kinds = new Map(
  Object.values(types).map(type => [type.kind, storageKey(type)]),
);

/** Enough for the longest chain: a Deployment, its ReplicaSets, their pods, and the reports back up. */
const mostRounds = 20;

const prunePeriod = 60_000;

/** What has changed since the last tick. */
class Changes {
  readonly #dirty = new Map<string, Set<string>>();
  #pods: KubernetesObject[] = [];

  clear(): void {
    this.#dirty.clear();
    this.#pods = [];
  }

  mark(key: string, name: string): void {
    const names = this.#dirty.get(key) ?? new Set<string>();
    this.#dirty.set(key, names.add(name));
  }

  note(event: StoreEvent): void {
    const { object, key } = event;
    const { namespace = '', name } = object.metadata;
    if (event.type !== 'DELETED') this.mark(key, `${namespace}/${name}`);
    const owner = controllerOf(object);
    const ownerKey = owner && kinds.get(owner.kind);
    if (ownerKey) this.mark(ownerKey, `${namespace}/${owner.name}`);
    if (key === '/pods') this.#pods.push(object);
  }

  take(type: TypeKey): string[] {
    const key = storageKey(type);
    const names = [...(this.#dirty.get(key) ?? [])];
    this.#dirty.delete(key);
    return names;
  }

  takePods(): KubernetesObject[] {
    const pods = this.#pods;
    this.#pods = [];
    return pods;
  }
}

function reconcileDirty(changes: Changes, context: ControllerContext): void {
  const { store } = context;
  for (let round = 0; round < mostRounds; round += 1) {
    let found = false;
    for (const [type, reconcile] of reconcilers) {
      for (const path of changes.take(type)) {
        const [namespace, name] = path.split('/');
        const workload = store.get(type, { namespace, name });
        if (!workload || workload.metadata.deletionTimestamp) continue;
        found = true;
        reconcile(workload, context);
      }
    }
    if (!found) return;
  }
}

/**
 * Makes the controllers; they adopt what is in the store now.
 *
 * @param options - `behaviours` decides what becomes of the pods of a workload (default: they run); `cronJobs` lets CronJobs fire
 *   (default: false, so that the number of pods does not depend on the time of day)
 */
export function createControllers(options: {
  store: ObjectStore;
  clock: Clock;
  random: () => number;
  behaviours?: (owner: KubernetesObject) => PodBehaviour;
  cronJobs?: boolean;
}): Controllers {
  const { store, clock, random, behaviours = () => 'run' } = options;
  const lifecycle = new PodLifecycle();
  const changes = new Changes();
  let context: ControllerContext = {
    store,
    clock,
    random,
    behaviours,
    revisions: adoptRevisions(store),
  };
  let lastTick = clock.now();

  const listen = (event: StoreEvent) => {
    changes.note(event);
    if (event.key !== '/pods') return;
    if (event.type === 'ADDED') lifecycle.follow(event.object, context);
    if (event.type === 'DELETED') lifecycle.forget(event.object);
  };
  const close = store.subscribe(undefined, store.currentVersion, listen);

  let lastPrune = clock.now();
  const tick = () => {
    if (clock.now() - lastPrune >= prunePeriod) {
      lastPrune = clock.now();
      pruneEvents(context);
    }
    if (options.cronJobs) fireCronJobs(lastTick, context);
    lastTick = clock.now();
    reconcileDirty(changes, context);
    lifecycle.advance(context);
    reconcileDirty(changes, context);
    const pods = changes.takePods();
    if (pods.length > 0) reconcileEndpoints(pods, context);
  };

  return {
    tick,
    start: () => {
      const timer = setInterval(tick, 250);
      timer.unref();
      return () => clearInterval(timer);
    },
    adopt: () => {
      changes.clear();
      lifecycle.clear();
      context = { ...context, revisions: adoptRevisions(store) };
    },
    close,
  };
}

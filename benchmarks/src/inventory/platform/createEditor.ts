import type { ObjectStore } from '@254carbon/platform-simulator';
import { setTimeout as delay } from 'node:timers/promises';
import { Draw } from '../world/drawNumbers';
import { podOf } from '../world/companions';
import { KubernetesObject, Workload, WORKLOAD_RESOURCES } from '../world/types';
import { Edit } from './platformCalls';

/** Milliseconds since the epoch with fractions; two processes of a machine agree on it. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

function typeOf({ kind }: Workload) {
  const group = kind === 'CronJob' ? 'batch' : 'apps';
  return { group, plural: WORKLOAD_RESOURCES[kind] };
}

/** An object of the store as one that may be changed. */
function thaw(
  store: ObjectStore,
  type: { group: string; plural: string },
  name: { namespace: string; name: string },
): KubernetesObject {
  const object = store.get(type, name);
  if (!object)
    throw new Error(`${type.plural} ${name.name} is not in the world.`);
  return structuredClone(object) as KubernetesObject;
}

function setOwner(store: ObjectStore, workload: Workload, owner: string): void {
  const object = thaw(store, typeOf(workload), workload);
  // Each side honours its own annotation for the same thing.
  object.metadata.annotations = {
    ...object.metadata.annotations,
    '254carbon.com/owner': owner,
    'terasky.backstage.io/owner': owner,
  };
  store.update(typeOf(workload), object);
}

function setPodReady(
  store: ObjectStore,
  name: { namespace: string; name: string },
  ready: boolean,
): void {
  const pods = { group: '', plural: 'pods' };
  const pod = thaw(store, pods, name);
  const status = pod.status as { containerStatuses: object[] };
  pod.status = {
    ...status,
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    containerStatuses: status.containerStatuses.map(one => ({ ...one, ready })),
  };
  store.update(pods, pod);
}

/** Makes a Deployment ready or not as its controller would: its pods first, then what it says of itself. */
function setReady(
  store: ObjectStore,
  workload: Workload,
  ready: boolean,
): void {
  const { namespace, replicas } = workload;
  for (let index = 0; index < replicas; index += 1) {
    const { name } = podOf(workload, index).metadata;
    setPodReady(store, { namespace, name }, ready);
  }
  const deployment = thaw(store, typeOf(workload), workload);
  const count = ready ? replicas : 0;
  deployment.status = {
    ...(deployment.status as object),
    readyReplicas: count,
    availableReplicas: count,
    conditions: [{ type: 'Available', status: ready ? 'True' : 'False' }],
  };
  store.update(typeOf(workload), deployment);
}

/** Writes what users of a cluster write, and remembers what it made true. */
export function createEditor(options: {
  store: ObjectStore;
  workloads: readonly Workload[];
  draw: Draw;
}) {
  const { store, workloads, draw } = options;
  const deployments = workloads.filter(({ kind }) => kind === 'Deployment');
  const owners = new Map<string, string>();
  const unready = new Set<string>();
  let edits = 0;

  const editOne = (): Edit => {
    const workload = draw.one(workloads);
    const { name } = workload;
    edits += 1;
    const owner = `group:default/team-${edits}`;
    const at = wallClock();
    setOwner(store, workload, owner);
    owners.set(name, owner);
    return { name, owner, at };
  };

  return {
    owners: () => Object.fromEntries(owners),
    async edit({ count, pauseMs }: { count: number; pauseMs: number }) {
      const made: Edit[] = [];
      for (let index = 0; index < count; index += 1) {
        if (index > 0 && pauseMs > 0) await delay(pauseMs);
        made.push(editOne());
      }
      return made;
    },
    flip() {
      const workload = draw.one(deployments);
      const { name } = workload;
      const ready = unready.delete(name);
      if (!ready) unready.add(name);
      const at = wallClock();
      setReady(store, workload, ready);
      return { name, ready, at };
    },
    /** A write that says nothing, so that a watch's last version is not the newest. */
    touch() {
      const [workload] = workloads;
      const object = thaw(store, typeOf(workload), workload);
      const touched = `t${store.currentVersion}`;
      object.metadata.labels = { ...object.metadata.labels, touched };
      store.update(typeOf(workload), object);
    },
  };
}

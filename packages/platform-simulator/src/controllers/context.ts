import { createSuffix, formatTime, isRecord } from '../kubernetes/identifiers';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import { at, conditionOf } from '../kubernetes/printers/read';
import { typeOf } from '../kubernetes/resourceTypes';
import type {
  Clock,
  JsonObject,
  KubernetesObject,
  OwnerReference,
} from '../kubernetes/types';

/** What becomes of the pods of a workload, each time one is made. */
export type PodBehaviour = 'run' | 'crash' | 'imagePull' | 'pending';

/** What every controller works with. */
export interface ControllerContext {
  store: ObjectStore;
  clock: Clock;
  /** Between 0 and 1, as `Math.random`. */
  random(): number;
  /** What becomes of the pods of a workload; the owner is the topmost one, a Deployment rather than its ReplicaSet. */
  behaviours(owner: KubernetesObject): PodBehaviour;
  revisions: Revisions;
}

/** Which pod template a workload had when it was found, so that only a change rolls it. */
export interface Revisions {
  /** The revision of a workload's template. */
  current(workload: KubernetesObject): string;
  /** The revision that a pod was made from. */
  ofPod(pod: KubernetesObject, workload: KubernetesObject): string;
  /** The ReplicaSet that belonged to the template at adoption, when the template has not changed since. */
  adoptedReplicaSet(deployment: KubernetesObject): string | undefined;
}

/** The types that controllers touch. */
export const types = {
  pod: typeOf({ apiVersion: 'v1', kind: 'Pod' }),
  node: typeOf({ apiVersion: 'v1', kind: 'Node' }),
  event: typeOf({ apiVersion: 'v1', kind: 'Event' }),
  service: typeOf({ apiVersion: 'v1', kind: 'Service' }),
  endpoints: typeOf({ apiVersion: 'v1', kind: 'Endpoints' }),
  claim: typeOf({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }),
  deployment: typeOf({ apiVersion: 'apps/v1', kind: 'Deployment' }),
  replicaSet: typeOf({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }),
  statefulSet: typeOf({ apiVersion: 'apps/v1', kind: 'StatefulSet' }),
  daemonSet: typeOf({ apiVersion: 'apps/v1', kind: 'DaemonSet' }),
  job: typeOf({ apiVersion: 'batch/v1', kind: 'Job' }),
  cronJob: typeOf({ apiVersion: 'batch/v1', kind: 'CronJob' }),
  endpointSlice: typeOf({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
  }),
};

/** The controlling owner of an object, or undefined. */
export function controllerOf(
  object: KubernetesObject,
): OwnerReference | undefined {
  const owners = object.metadata.ownerReferences ?? [];
  return owners.find(owner => owner.controller) ?? owners[0];
}

/** The reference by which a workload owns what it makes. */
export function ownerReference(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The pods that a workload controls and that still count: neither ended nor going. */
export function livePods(
  owner: KubernetesObject,
  { store }: ControllerContext,
): KubernetesObject[] {
  return store.ownedBy(owner.metadata.uid ?? '').filter(object => {
    const phase = at(object, 'status', 'phase');
    return (
      object.kind === 'Pod' &&
      !object.metadata.deletionTimestamp &&
      phase !== 'Succeeded' &&
      phase !== 'Failed'
    );
  });
}

/** Whether a pod serves. */
export function isReady(pod: KubernetesObject): boolean {
  return conditionOf(pod, 'Ready') === 'True';
}

/** A field of an object as one that may be changed. */
export function recordAt(value: unknown, ...path: string[]): JsonObject {
  const found = at(value, ...path);
  return isRecord(found) ? structuredClone(found) : {};
}

/** Writes a status when it differs; conditions keep their transition time while their status stays. */
export function writeStatus(
  object: KubernetesObject,
  status: JsonObject,
  { store, clock }: ControllerContext,
): void {
  const type = typeOf(object);
  const current = store.get(type, object.metadata);
  if (!current) return;
  const draft = structuredClone(current);
  const before = at(current, 'status', 'conditions');
  const known = Array.isArray(before) ? before.filter(isRecord) : [];
  const now = formatTime(clock.now());
  const { conditions } = status;
  const merged = (Array.isArray(conditions) ? conditions : [])
    .filter(isRecord)
    .map(condition => {
      const old = known.find(other => other.type === condition.type);
      return old && old.status === condition.status
        ? { ...old, ...condition }
        : { ...condition, lastTransitionTime: now, lastUpdateTime: now };
    });
  draft.status = {
    ...recordAt(current, 'status'),
    ...status,
    ...(conditions !== undefined && { conditions: merged }),
  };
  // What is zero or absent is left out, as the server does.
  draft.status = JSON.parse(JSON.stringify(draft.status));
  store.update(type, draft);
}

/** By this the controllers know the Events that they told themselves. */
export const eventSource = 'platform-simulator';

/** Tells what happened to an object, as an Event. */
export function recordEvent(
  object: KubernetesObject,
  event: { type?: 'Normal' | 'Warning'; reason: string; message: string },
  context: ControllerContext,
): void {
  const { store, clock } = context;
  const { name, namespace, uid, resourceVersion } = object.metadata;
  const now = formatTime(clock.now());
  const suffix = createSuffix(`${name}#${store.currentVersion}`, 16);
  store.create(types.event, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${suffix}`, namespace },
    involvedObject: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      namespace,
      uid,
      resourceVersion,
    },
    type: event.type ?? 'Normal',
    reason: event.reason,
    message: event.message,
    count: 1,
    firstTimestamp: now,
    lastTimestamp: now,
    source: { component: eventSource },
  });
}

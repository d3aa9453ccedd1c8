/** The speed of a rollout: never more than `maxSurge` too many, never more than `maxUnavailable` too few. */
import { at, numberAt, textAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  recordAt,
  recordEvent,
  types,
  type ControllerContext,
} from './context';

/** How many are asked for. */
export function replicasOf(object: KubernetesObject): number {
  return numberAt(object, ['spec', 'replicas'], 1);
}

/** `25%` of the replicas, or a plain number. */
export function portion(
  value: unknown,
  replicas: number,
  round: (n: number) => number,
): number {
  if (typeof value === 'number') return value;
  const percent = Number.parseFloat(String(value ?? '25%'));
  return round((percent / 100) * replicas);
}

function scale(
  deployment: KubernetesObject,
  target: { replicaSet: KubernetesObject; replicas: number },
  context: ControllerContext,
): void {
  const { replicaSet, replicas } = target;
  const before = replicasOf(replicaSet);
  if (before === replicas) return;
  const draft = structuredClone(replicaSet);
  draft.spec = { ...recordAt(draft, 'spec'), replicas };
  context.store.update(types.replicaSet, draft);
  const direction = replicas > before ? 'up' : 'down';
  recordEvent(
    deployment,
    {
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${replicas}`,
    },
    context,
  );
}

/** A Deployment's ReplicaSets: the one of its template, and the others. */
export interface Rollout {
  current: KubernetesObject;
  old: KubernetesObject[];
  context: ControllerContext;
}

function shrinkOld(
  deployment: KubernetesObject,
  removable: number,
  { old, context }: Rollout,
): void {
  let left = removable;
  for (const replicaSet of old) {
    const pods = livePods(replicaSet, context);
    // Pods that do not serve may go at once: nobody misses them.
    const idle = pods.filter(pod => !isReady(pod)).length;
    const before = replicasOf(replicaSet);
    const taken = Math.min(before, idle + Math.max(0, left));
    left -= Math.max(0, taken - idle);
    scale(deployment, { replicaSet, replicas: before - taken }, context);
  }
}

/** Moves replicas from old ReplicaSets to the current one, one step. */
export function rollDeployment(
  deployment: KubernetesObject,
  rollout: Rollout,
): void {
  const { current, old, context } = rollout;
  const desired = replicasOf(deployment);
  const active = old.filter(replicaSet => replicasOf(replicaSet) > 0);
  const strategy = at(deployment, 'spec', 'strategy');
  if (textAt(strategy, ['type'], '') === 'Recreate') {
    for (const replicaSet of active) {
      scale(deployment, { replicaSet, replicas: 0 }, context);
    }
    const waiting = old.some(set => livePods(set, context).length > 0);
    if (!waiting) {
      scale(deployment, { replicaSet: current, replicas: desired }, context);
    }
    return;
  }
  if (active.length === 0) {
    scale(deployment, { replicaSet: current, replicas: desired }, context);
    return;
  }
  const limits = at(strategy, 'rollingUpdate');
  const surge = portion(at(limits, 'maxSurge'), desired, Math.ceil);
  const spare = portion(at(limits, 'maxUnavailable'), desired, Math.floor);
  const oldReplicas = active.reduce((sum, set) => sum + replicasOf(set), 0);
  const room = desired + Math.max(surge, spare === 0 ? 1 : 0) - oldReplicas;
  const grown = Math.max(
    replicasOf(current),
    Math.min(desired, Math.max(0, room)),
  );
  scale(
    deployment,
    { replicaSet: current, replicas: Math.min(grown, desired) },
    context,
  );
  const ready = [current, ...active].flatMap(set =>
    livePods(set, context).filter(isReady),
  ).length;
  shrinkOld(deployment, ready - (desired - spare), {
    ...rollout,
    old: active,
  });
}

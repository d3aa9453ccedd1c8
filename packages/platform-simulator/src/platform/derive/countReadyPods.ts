/** Brings the status of every workload in line with its pods, after pods were changed. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, MINUTE } from '../build';
import { isPodReady, ofKind } from './read';

/** Rewrites the ready counts in `status` of Deployments, ReplicaSets, StatefulSets and DaemonSets. */
export function countReadyPods(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): void {
  const ready = new Map<string, number>();
  const add = (object: KubernetesObject, count: number) => {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      ready.set(uid, (ready.get(uid) ?? 0) + count);
    }
  };
  for (const pod of ofKind(objects, 'Pod').filter(isPodReady)) {
    add(pod, 1);
  }
  const countOf = (object: KubernetesObject) =>
    ready.get(object.metadata.uid ?? '') ?? 0;
  for (const set of ofKind(objects, 'ReplicaSet')) {
    add(set, countOf(set));
    setReplicas(set, countOf(set));
  }
  for (const set of ofKind(objects, 'StatefulSet')) {
    setReplicas(set, countOf(set));
  }
  for (const set of ofKind(objects, 'DaemonSet')) {
    const count = countOf(set);
    set.status = {
      ...(set.status as object),
      numberReady: count,
      numberAvailable: count,
    };
  }
  for (const deployment of ofKind(objects, 'Deployment')) {
    setReplicas(deployment, countOf(deployment));
    setAvailable(context, deployment, countOf(deployment));
  }
}

function setReplicas(object: KubernetesObject, count: number): void {
  object.status = {
    ...(object.status as object),
    readyReplicas: count,
    availableReplicas: count,
  };
}

function setAvailable(
  context: BuildContext,
  deployment: KubernetesObject,
  count: number,
): void {
  const { replicas } = deployment.spec as { replicas: number };
  const status = deployment.status as {
    conditions: { type: string; status: string }[];
  };
  const available = count >= replicas - Math.floor(replicas / 4);
  const wanted = available ? 'True' : 'False';
  deployment.status = {
    ...status,
    unavailableReplicas: replicas - count || undefined,
    conditions: status.conditions.map(condition =>
      condition.type === 'Available' && condition.status !== wanted
        ? {
            ...condition,
            status: wanted,
            reason: 'MinimumReplicasUnavailable',
            message: 'Deployment does not have minimum availability.',
            lastTransitionTime: context.ago(6 * MINUTE),
          }
        : condition,
    ),
  };
}

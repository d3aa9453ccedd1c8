import { numberAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  recordEvent,
  types,
  writeStatus,
  type ControllerContext,
} from './context';
import { createPod } from './createPod';

/** Who goes first when there are too many: those that do not serve, then the youngest. */
function byWorth(a: KubernetesObject, b: KubernetesObject): number {
  const readiness = Number(isReady(a)) - Number(isReady(b));
  if (readiness !== 0) return readiness;
  const [left, right] = [a, b].map(pod => pod.metadata.creationTimestamp ?? '');
  if (left === right) return a.metadata.name < b.metadata.name ? 1 : -1;
  return left < right ? 1 : -1;
}

/** Makes a ReplicaSet have as many pods as it asks for. */
export function reconcileReplicaSet(
  replicaSet: KubernetesObject,
  context: ControllerContext,
): void {
  const { store } = context;
  const desired = numberAt(replicaSet, ['spec', 'replicas'], 1);
  const pods = livePods(replicaSet, context).sort(byWorth);
  for (let missing = desired - pods.length; missing > 0; missing -= 1) {
    createPod(replicaSet, {}, context);
  }
  for (const pod of pods.slice(0, Math.max(0, pods.length - desired))) {
    store.delete(types.pod, pod.metadata);
    recordEvent(
      replicaSet,
      {
        reason: 'SuccessfulDelete',
        message: `Deleted pod: ${pod.metadata.name}`,
      },
      context,
    );
  }
  const left = livePods(replicaSet, context);
  const ready = left.filter(isReady).length || undefined;
  writeStatus(
    replicaSet,
    {
      observedGeneration: replicaSet.metadata.generation,
      replicas: left.length,
      fullyLabeledReplicas: left.length || undefined,
      readyReplicas: ready,
      availableReplicas: ready,
    },
    context,
  );
}

/**
 * The worker node is gone, seven minutes ago.
 *
 * What then happens in a real cluster follows from who owns a pod. The node controller marks all its pods not ready and, after
 * five minutes, asks for their deletion; but the kubelet that would confirm it is silent, so they stay Terminating. ReplicaSets
 * make replacements, which run on the other node if it can take them. StatefulSets make none: they wait for the old
 * pod. DaemonSet pods tolerate the taint and just are not ready.
 */
import { parseQuantity } from '../kubernetes/parseQuantity';
import { KubernetesObject, OwnerReference } from '../kubernetes/types';
import { BuildContext, MINUTE, PodState, makePod } from './build';
import { isPodReady, ofKind, podSpec, podStatus } from './derive/read';
import { countReadyPods } from './derive/countReadyPods';

const LOST = 'k8s-worker';
const SILENT_SINCE = 7 * MINUTE;
const EVICTED_SINCE = 2 * MINUTE;

/** Above this request a replacement finds no room on the node that is left. */
const ROOM_BYTES = 1.5 * 2 ** 30;

const NO_ROOM =
  '0/2 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.';

/** The platform after its worker node was lost. */
export function loseNode(
  context: BuildContext,
  objects: KubernetesObject[],
): KubernetesObject[] {
  const changed = objects.map(object => {
    if (object.kind === 'Node' && object.metadata.name === LOST) {
      return unreachable(context, object);
    }
    return isOnLostNode(object) ? silenced(context, object) : object;
  });
  const sets = new Map(
    ofKind(changed, 'ReplicaSet').map(set => [set.metadata.uid, set]),
  );
  const replacements = changed.filter(isOnLostNode).flatMap(pod => {
    const set = sets.get(controllerOf(pod)?.uid);
    return set ? [replacement(context, pod, set)] : [];
  });
  const all = [...changed, ...replacements];
  countReadyPods(context, all);
  return all;
}

function isOnLostNode(object: KubernetesObject): boolean {
  return (
    object.kind === 'Pod' &&
    podSpec(object).nodeName === LOST &&
    !['Succeeded', 'Failed'].includes(podStatus(object).phase ?? '')
  );
}

function controllerOf(object: KubernetesObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

function unreachable(
  context: BuildContext,
  node: KubernetesObject,
): KubernetesObject {
  const status = node.status as { conditions: Record<string, unknown>[] };
  const taint = {
    key: 'node.kubernetes.io/unreachable',
    timeAdded: context.ago(SILENT_SINCE - 40_000),
  };
  return {
    ...node,
    spec: {
      ...(node.spec as object),
      taints: [
        { ...taint, effect: 'NoSchedule' },
        { ...taint, effect: 'NoExecute' },
      ],
    },
    status: {
      ...status,
      conditions: status.conditions.map(condition => ({
        ...condition,
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
        lastHeartbeatTime: context.ago(SILENT_SINCE),
        lastTransitionTime: context.ago(SILENT_SINCE - 40_000),
      })),
    },
  };
}

function silenced(
  context: BuildContext,
  pod: KubernetesObject,
): KubernetesObject {
  const status = podStatus(pod);
  const stays = controllerOf(pod)?.kind === 'DaemonSet';
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...(stays
        ? {}
        : {
            deletionTimestamp: context.ago(EVICTED_SINCE),
            deletionGracePeriodSeconds: 30,
          }),
    },
    status: {
      ...status,
      conditions: (status.conditions ?? []).map(condition =>
        condition.type === 'Ready'
          ? {
              ...condition,
              status: 'False',
              lastTransitionTime: context.ago(SILENT_SINCE - 40_000),
            }
          : condition,
      ),
    },
  };
}

function replacement(
  context: BuildContext,
  lost: KubernetesObject,
  set: KubernetesObject,
): KubernetesObject {
  const { nodeName: _lost, ...spec } = podSpec(lost);
  const asked = spec.containers.reduce(
    (sum, { resources }) =>
      sum + parseQuantity(resources?.requests?.memory ?? '0'),
    0,
  );
  const neverRan = !isPodReady(lost) && podStatus(lost).phase === 'Pending';
  const state: PodState =
    asked > ROOM_BYTES || neverRan
      ? { state: 'pending', message: NO_ROOM }
      : { state: 'running' };
  return makePod(context, {
    name: `${set.metadata.name}-${context.suffix(
      5,
      'replacement',
      lost.metadata.name,
    )}`,
    namespace: lost.metadata.namespace ?? '',
    owner: set,
    labels: lost.metadata.labels ?? {},
    annotations: lost.metadata.annotations,
    spec,
    node: 'cpu1',
    state,
    age: EVICTED_SINCE - 1000,
  });
}

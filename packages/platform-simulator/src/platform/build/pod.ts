/**
 * Pods, with the status that a kubelet would report for each way in which a pod can fare.
 *
 * The shapes follow what `kubectl get pod -o yaml` shows: a crashing container waits with `CrashLoopBackOff` while its
 * end is kept in `lastState`, a pod that nobody could place has no container statuses at all, and a job held by its
 * sidecar is `Running` and not ready.
 */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, MINUTE, SECOND, makeObject, timestamp } from './context';
import { StatedContainer, containerStatus } from './containerStatus';
import { PodState } from './condition';

/** A node of the platform. */
export type NodeName = 'cpu1' | 'k8s-worker';

/** Address of each node on the machines' own network. */
export const NODE_ADDRESS: Record<NodeName, string> = {
  cpu1: '192.168.1.10',
  'k8s-worker': '192.168.1.11',
};

/** Arguments of {@link makePod}. */
export interface PodParts {
  name: string;
  namespace: string;
  owner: KubernetesObject;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  /** The pod's spec; `nodeName` is set here. */
  spec: Record<string, unknown>;
  node: NodeName;
  state: PodState;
  /** Age when the state does not give one. */
  age: number;
}

/** Builds a pod with its status. */
export function makePod(
  context: BuildContext,
  parts: PodParts,
): KubernetesObject {
  const age = parts.state.age ?? parts.age;
  const created = context.now - age;
  const placed = parts.state.state !== 'pending';
  const started = created + 2 * SECOND;
  const pod = makeObject(context, {
    apiVersion: 'v1',
    kind: 'Pod',
    name: parts.name,
    namespace: parts.namespace,
    owner: parts.owner,
    labels: parts.labels,
    annotations: parts.annotations,
    age,
  });
  const containers = (parts.spec.containers ?? []) as StatedContainer[];
  const statuses = placed
    ? containers.map(container =>
        containerStatus(context, parts, container, started),
      )
    : [];
  pod.spec = { ...parts.spec, ...(placed ? { nodeName: parts.node } : {}) };
  pod.status = {
    phase: phaseOf(parts.state),
    conditions: conditions(context, parts.state, started),
    qosClass: qualityOfService(parts.spec),
    ...(placed
      ? {
          hostIP: NODE_ADDRESS[parts.node],
          hostIPs: [{ ip: NODE_ADDRESS[parts.node] }],
          startTime: timestamp(started),
          containerStatuses: statuses,
        }
      : {}),
  };
  return pod;
}

function qualityOfService(spec: Record<string, unknown>): string {
  const containers = (spec.containers ?? []) as { resources?: object }[];
  const bounded = containers.some(
    container => Object.keys(container.resources ?? {}).length > 0,
  );
  return bounded ? 'Burstable' : 'BestEffort';
}

function phaseOf(state: PodState): string {
  switch (state.state) {
    case 'completed':
      return 'Succeeded';
    case 'failed':
      return 'Failed';
    case 'pending':
    case 'image-pull':
      return 'Pending';
    default:
      return 'Running';
  }
}

function conditions(context: BuildContext, state: PodState, started: number) {
  const at = timestamp(started);
  if (state.state === 'pending') {
    return [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: state.message,
        lastProbeTime: null,
        lastTransitionTime: at,
      },
    ];
  }
  const ready = state.state === 'running';
  const notReady = {
    reason: state.state === 'completed' ? 'PodCompleted' : 'ContainersNotReady',
  };
  const changed = ready ? at : context.ago(4 * MINUTE);
  const condition = (type: string, status: boolean, since: string) => ({
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: since,
    ...(status ? {} : notReady),
  });
  return [
    condition('PodReadyToStartContainers', true, at),
    condition('Initialized', true, at),
    condition('Ready', ready, changed),
    condition('ContainersReady', ready, changed),
    condition('PodScheduled', true, at),
  ];
}

/** The status that a kubelet would report, for each way in which a pod can go. Pure. */
import { createHash } from 'node:crypto';
import { formatTime } from '../kubernetes/identifiers';
import { recordsAt, textAt } from '../kubernetes/printers/read';
import type { JsonObject, KubernetesObject } from '../kubernetes/types';

function condition(
  type: string,
  status: boolean,
  options: { now: number; reason?: string; message?: string },
): JsonObject {
  return {
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: formatTime(options.now),
    ...(options.reason && { reason: options.reason }),
    ...(options.message && { message: options.message }),
  };
}

function conditions(
  now: number,
  ready: boolean,
  reason?: string,
): JsonObject[] {
  const unready = ready
    ? { now }
    : { now, reason: reason ?? 'ContainersNotReady' };
  return [
    condition('PodScheduled', true, { now }),
    condition('Initialized', true, { now }),
    condition('ContainersReady', ready, unready),
    condition('Ready', ready, unready),
  ];
}

function addressOf(pod: KubernetesObject): string {
  const digest = createHash('sha256')
    .update(pod.metadata.uid ?? '')
    .digest();
  return `10.42.${digest[0] % 4}.${(digest[1] % 253) + 2}`;
}

function containers(
  pod: KubernetesObject,
  describe: (container: JsonObject) => JsonObject,
): JsonObject[] {
  return recordsAt(pod, 'spec', 'containers').map(container => {
    const image = textAt(container, ['image'], '');
    return {
      name: container.name,
      image,
      imageID: '',
      ready: false,
      started: false,
      restartCount: 0,
      lastState: {},
      ...describe(container),
    };
  });
}

function imageId(container: JsonObject): string {
  const image = textAt(container, ['image'], '');
  const digest = createHash('sha256').update(image).digest('hex');
  return `${image.split(':')[0]}@sha256:${digest}`;
}

function finishInit(pod: KubernetesObject, now: number): JsonObject {
  const done = recordsAt(pod, 'spec', 'initContainers').map(container => ({
    name: container.name,
    image: container.image,
    imageID: imageId(container),
    ready: true,
    started: false,
    restartCount: 0,
    lastState: {},
    state: {
      terminated: {
        exitCode: 0,
        reason: 'Completed',
        startedAt: formatTime(now - 1000),
        finishedAt: formatTime(now),
      },
    },
  }));
  return done.length > 0 ? { initContainerStatuses: done } : {};
}

/** No node takes it. */
export function unschedulable(options: {
  now: number;
  nodes: number;
}): JsonObject {
  const { now, nodes } = options;
  return {
    phase: 'Pending',
    conditions: [
      condition('PodScheduled', false, {
        now,
        reason: 'Unschedulable',
        message: `0/${nodes} nodes are available: ${nodes} Insufficient memory. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`,
      }),
    ],
  };
}

/** On a node, images being fetched or not to be had. */
export function waiting(
  pod: KubernetesObject,
  options: { now: number; reason: string; message?: string },
): JsonObject {
  const { now, reason, message } = options;
  return {
    phase: 'Pending',
    startTime: formatTime(now),
    conditions: conditions(now, false),
    containerStatuses: containers(pod, () => ({
      state: { waiting: { reason, ...(message && { message }) } },
    })),
  };
}

/** Up and serving. */
export function running(pod: KubernetesObject, now: number): JsonObject {
  const podIP = addressOf(pod);
  return {
    phase: 'Running',
    podIP,
    podIPs: [{ ip: podIP }],
    conditions: conditions(now, true),
    ...finishInit(pod, now),
    containerStatuses: containers(pod, container => ({
      ready: true,
      started: true,
      imageID: imageId(container),
      state: { running: { startedAt: formatTime(now) } },
    })),
  };
}

/** Ended well or badly, for pods that are not restarted. */
export function ended(
  pod: KubernetesObject,
  options: { now: number; exitCode: number },
): JsonObject {
  const { now, exitCode } = options;
  const succeeded = exitCode === 0;
  return {
    phase: succeeded ? 'Succeeded' : 'Failed',
    podIP: addressOf(pod),
    conditions: conditions(
      now,
      false,
      succeeded ? 'PodCompleted' : 'PodFailed',
    ),
    ...finishInit(pod, now),
    containerStatuses: containers(pod, container => ({
      imageID: imageId(container),
      state: {
        terminated: {
          exitCode,
          reason: succeeded ? 'Completed' : 'Error',
          startedAt: formatTime(now - 5000),
          finishedAt: formatTime(now),
        },
      },
    })),
  };
}

/** Started, died, and waiting to be started again. */
export function crashing(
  pod: KubernetesObject,
  options: { now: number; restarts: number; backOff: number },
): JsonObject {
  const { now, restarts, backOff } = options;
  const seconds = Math.round(backOff / 1000);
  const span =
    seconds >= 60
      ? `${Math.floor(seconds / 60)}m${seconds % 60}s`
      : `${seconds}s`;
  return {
    phase: 'Running',
    podIP: addressOf(pod),
    conditions: conditions(now, false),
    ...finishInit(pod, now),
    containerStatuses: containers(pod, container => ({
      imageID: imageId(container),
      restartCount: restarts,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off ${span} restarting failed container=${container.name} pod=${pod.metadata.name}`,
        },
      },
      lastState: {
        terminated: {
          exitCode: 1,
          reason: 'Error',
          startedAt: formatTime(now - 2000),
          finishedAt: formatTime(now),
        },
      },
    })),
  };
}

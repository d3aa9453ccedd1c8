/** What a kubelet reports of each container, for each way in which its pod can fare. */
import { BuildContext, HOUR, MINUTE, SECOND, timestamp } from './context';
import { PodState } from './condition';

/** The part of a container that its status repeats. */
export interface StatedContainer {
  name: string;
  image: string;
}

/** The part of a pod that its containers' messages name. */
export interface StatedPod {
  name: string;
  namespace: string;
  spec: Record<string, unknown>;
  state: PodState;
}

/** The entry of `status.containerStatuses` for one container of a pod that started at `started` (ms). */
export function containerStatus(
  context: BuildContext,
  parts: StatedPod,
  container: StatedContainer,
  started: number,
) {
  const sidecar = container.name === 'istio-proxy';
  const own = sidecar && parts.state.state !== 'image-pull';
  const state: PodState = own && isLive(parts.state) ? running() : parts.state;
  const base = {
    name: container.name,
    image: container.image,
    imageID:
      state.state === 'image-pull'
        ? ''
        : `${container.image.split(':')[0]}@sha256:${imageDigest(
            context,
            container.image,
          )}`,
  };
  return { ...base, ...describe(context, parts, state, started) };
}

function isLive(state: PodState): boolean {
  return !['completed', 'failed'].includes(state.state);
}

function running(): PodState {
  return { state: 'running' };
}

function imageDigest(context: BuildContext, image: string): string {
  return [1, 2]
    .map(part => context.uid('image', image, String(part)).replaceAll('-', ''))
    .join('');
}

function describe(
  context: BuildContext,
  parts: StatedPod,
  state: PodState,
  started: number,
) {
  switch (state.state) {
    case 'running':
      return runningStatus(context, state.restarts ?? 0, started);
    case 'crash-loop':
      return crashStatus(context, parts, state);
    case 'image-pull':
      return {
        ready: false,
        started: false,
        restartCount: 0,
        state: { waiting: { reason: state.reason, message: state.message } },
        lastState: {},
      };
    case 'failed':
      return endedStatus(started, state.exitCode, 'Error');
    default:
      return endedStatus(started, 0, 'Completed');
  }
}

function runningStatus(
  context: BuildContext,
  restarts: number,
  started: number,
) {
  const since = restarts
    ? Math.max(started, context.now - 9 * HOUR)
    : started + 5 * SECOND;
  return {
    ready: true,
    started: true,
    restartCount: restarts,
    state: { running: { startedAt: timestamp(since) } },
    lastState: restarts
      ? {
          terminated: terminated(
            since - 4 * MINUTE,
            since - SECOND,
            1,
            'Error',
          ),
        }
      : {},
  };
}

function crashStatus(
  context: BuildContext,
  parts: StatedPod,
  state: Extract<PodState, { state: 'crash-loop' }>,
) {
  const uid = context.uid('Pod', parts.namespace, parts.name);
  const containers = (parts.spec.containers ?? []) as StatedContainer[];
  const name = containers[0]?.name ?? parts.name;
  const ended = context.now - 3 * MINUTE;
  return {
    ready: false,
    started: false,
    restartCount: state.restarts,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 5m0s restarting failed container=${name} pod=${parts.name}_${parts.namespace}(${uid})`,
      },
    },
    lastState: {
      terminated: terminated(
        ended - 48 * SECOND,
        ended,
        state.exitCode,
        state.reason,
      ),
    },
  };
}

function endedStatus(started: number, exitCode: number, reason: string) {
  return {
    ready: false,
    started: false,
    restartCount: 0,
    state: {
      terminated: terminated(
        started + 3 * SECOND,
        started + 95 * SECOND,
        exitCode,
        reason,
      ),
    },
    lastState: {},
  };
}

function terminated(
  from: number,
  until: number,
  exitCode: number,
  reason: string,
) {
  return {
    exitCode,
    reason,
    startedAt: timestamp(from),
    finishedAt: timestamp(until),
  };
}

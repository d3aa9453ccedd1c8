import {
  asNumber,
  asObject,
  asObjects,
  asText,
  asTime,
  findCondition,
  InventoryObject,
  JsonObject,
  KubernetesObject,
} from '../kubernetes';
import { PodSummary } from '../model';

type Trouble = PodSummary['troubles'][number];

/** For how long a container that has restarted and is ready again still counts as trouble. */
export const RECENT_RESTART_MS = 10 * 60_000;

/** Waiting reasons that every healthy pod goes through. */
const PASSING = new Set(['ContainerCreating', 'PodInitializing']);

function describeExit(last: JsonObject): Pick<Trouble, 'exitCode'> {
  const exitCode = asNumber(last.exitCode);
  return exitCode === undefined ? {} : { exitCode };
}

function describeMessage(text: string | undefined): Pick<Trouble, 'message'> {
  return text ? { message: text.slice(0, 400) } : {};
}

function troubleOfWaiting(
  base: Pick<Trouble, 'container' | 'restarts'>,
  waiting: JsonObject,
  last: JsonObject,
): Trouble[] {
  const reason = asText(waiting.reason) ?? 'Waiting';
  if (PASSING.has(reason)) return [];
  // A crash loop is how Kubernetes reacts; being killed for memory is why.
  const cause = last.reason === 'OOMKilled' ? 'OOMKilled' : reason;
  return [
    {
      ...base,
      reason: cause,
      ...describeMessage(asText(waiting.message) ?? asText(last.message)),
      ...describeExit(last),
    },
  ];
}

function troubleOfContainer(
  status: JsonObject,
  now: number,
  isInit: boolean,
): Trouble[] {
  const state = asObject(status.state);
  const last = asObject(asObject(status.lastState).terminated);
  const base = {
    container: asText(status.name) ?? '?',
    restarts: asNumber(status.restartCount) ?? 0,
  };
  if (state.waiting)
    return troubleOfWaiting(base, asObject(state.waiting), last);
  const ended = asObject(state.terminated);
  if (state.terminated) {
    if (ended.exitCode === 0) return [];
    const reason = asText(ended.reason) ?? 'Error';
    return [
      {
        ...base,
        reason,
        ...describeMessage(asText(ended.message)),
        ...describeExit(ended),
      },
    ];
  }
  const finished = asTime(last.finishedAt);
  const recently = finished !== undefined && now - finished < RECENT_RESTART_MS;
  if (recently && last.exitCode !== 0) {
    const reason = asText(last.reason) ?? 'Error';
    return [
      {
        ...base,
        reason,
        ...describeMessage(asText(last.message)),
        ...describeExit(last),
      },
    ];
  }
  return !isInit && state.running && status.ready === false
    ? [
        {
          ...base,
          reason: 'NotReady',
          message: 'runs, but its readiness probe does not pass',
        },
      ]
    : [];
}

function troubleOfPod(object: KubernetesObject): Trouble[] {
  const status = asObject(object.status);
  const base = { container: '(pod)', restarts: 0 };
  const scheduled = findCondition(object, 'PodScheduled');
  if (scheduled?.status === 'False')
    return [
      {
        ...base,
        reason: scheduled.reason ?? 'Unschedulable',
        ...describeMessage(scheduled.message),
      },
    ];
  const reason = asText(status.reason);
  return status.phase === 'Failed' && reason
    ? [{ ...base, reason, ...describeMessage(asText(status.message)) }]
    : [];
}

/** Whether a pod is ready, by its own condition. */
export function isReady(object: KubernetesObject): boolean {
  return (
    findCondition(object, 'Ready')?.status === 'True' &&
    object.metadata.deletionTimestamp === undefined
  );
}

/** Since when a pod is as ready (or not) as it is, in milliseconds, when it says so. */
export function readySince(object: KubernetesObject): number | undefined {
  return (
    asTime(findCondition(object, 'Ready')?.lastTransitionTime) ??
    asTime(findCondition(object, 'PodScheduled')?.lastTransitionTime) ??
    asTime(object.metadata.creationTimestamp)
  );
}

/** A pod as people see it: where, how it does, and what is wrong with which container. */
export function summarisePod(pod: InventoryObject, now: number): PodSummary {
  const { object } = pod;
  const status = asObject(object.status);
  const containers = asObjects(status.containerStatuses);
  const inits = asObjects(status.initContainerStatuses);
  const restarts = [...containers, ...inits].reduce(
    (sum, item) => sum + (asNumber(item.restartCount) ?? 0),
    0,
  );
  const node = asText(object.spec?.nodeName);
  const startedAt = asTime(status.startTime);
  const ended = status.phase === 'Succeeded';
  return {
    name: object.metadata.name,
    ...(node ? { node } : {}),
    phase: object.metadata.deletionTimestamp
      ? 'Terminating'
      : asText(status.phase) ?? 'Unknown',
    ready: isReady(object),
    restarts: Math.round(restarts),
    ...(startedAt === undefined
      ? {}
      : { startedAt: new Date(startedAt).toISOString() }),
    troubles: ended
      ? []
      : [
          ...troubleOfPod(object),
          ...inits.flatMap(item => troubleOfContainer(item, now, true)),
          ...containers.flatMap(item => troubleOfContainer(item, now, false)),
        ],
  };
}

const WORDS: Record<string, string> = {
  OOMKilled: 'out of memory',
  CrashLoopBackOff: 'keeps crashing',
  ImagePullBackOff: 'image cannot be pulled',
  ErrImagePull: 'image cannot be pulled',
  ErrImageNeverPull: 'image is not on the node and may not be pulled',
  InvalidImageName: 'name of the image is wrong',
  CreateContainerConfigError: 'a ConfigMap, Secret or key is missing',
  CreateContainerError: 'container cannot be created',
  RunContainerError: 'container cannot be started',
  Unschedulable: 'no node can take it',
  NotReady: 'readiness probe does not pass',
  Evicted: 'evicted from its node',
  Error: 'ended with an error',
};

/** Why a container is in trouble, in the reader's words: `out of memory`, `keeps crashing (exit code 1)`. */
export function describeTrouble(trouble: Trouble): string {
  const words = WORDS[trouble.reason] ?? trouble.reason;
  const { exitCode, reason } = trouble;
  return exitCode !== undefined && exitCode !== 0 && reason !== 'OOMKilled'
    ? `${words} (exit code ${exitCode})`
    : words;
}

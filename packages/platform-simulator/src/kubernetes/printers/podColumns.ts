/** The columns of pods, after `printPod` of the real server: the reason shown is the most telling container state. */
import type { JsonObject, KubernetesObject, PrinterColumn } from '../types';
import { formatAge } from './age';
import { at, conditionOf, numberAt, recordsAt, textAt } from './read';

function exitReason(terminated: JsonObject): string {
  const signal = numberAt(terminated, ['signal']);
  const reason = textAt(terminated, ['reason'], '');
  if (reason !== '') return reason;
  return signal !== 0
    ? `Signal:${signal}`
    : `ExitCode:${numberAt(terminated, ['exitCode'])}`;
}

function waitingReason(status: JsonObject): string {
  return textAt(status, ['state', 'waiting', 'reason'], '');
}

function terminatedState(status: JsonObject): JsonObject | undefined {
  return at(status, 'state', 'terminated') as JsonObject | undefined;
}

/** `Init:0/1`, `Init:CrashLoopBackOff`, or undefined when all init containers are done. */
function initReason(pod: KubernetesObject): string | undefined {
  const total = recordsAt(pod, 'spec', 'initContainers').length;
  const statuses = recordsAt(pod, 'status', 'initContainerStatuses');
  for (const [index, status] of statuses.entries()) {
    const terminated = terminatedState(status);
    if (terminated && numberAt(terminated, ['exitCode']) === 0) continue;
    if (terminated) return `Init:${exitReason(terminated)}`;
    const waiting = waitingReason(status);
    return waiting !== '' && waiting !== 'PodInitializing'
      ? `Init:${waiting}`
      : `Init:${index}/${total}`;
  }
  return undefined;
}

function containerReason(pod: KubernetesObject, phase: string): string {
  let reason = phase;
  let running = false;
  for (const status of recordsAt(
    pod,
    'status',
    'containerStatuses',
  ).reverse()) {
    const terminated = terminatedState(status);
    const waiting = waitingReason(status);
    if (waiting !== '') reason = waiting;
    else if (terminated) reason = exitReason(terminated);
    else if (at(status, 'state', 'running') && status.ready) running = true;
  }
  if (reason !== 'Completed' || !running) return reason;
  return conditionOf(pod, 'Ready') === 'True' ? 'Running' : 'NotReady';
}

/** What the STATUS column of `kubectl get pods` says. */
export function podReason(pod: KubernetesObject): string {
  const phase = textAt(
    pod,
    ['status', 'reason'],
    textAt(pod, ['status', 'phase'], 'Unknown'),
  );
  if (pod.metadata.deletionTimestamp) {
    return phase === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  return initReason(pod) ?? containerReason(pod, phase);
}

function restarts(pod: KubernetesObject, now: number): string {
  const statuses = recordsAt(pod, 'status', 'containerStatuses');
  let count = 0;
  let last = '';
  for (const status of statuses) {
    count += numberAt(status, ['restartCount']);
    const finished = textAt(
      status,
      ['lastState', 'terminated', 'finishedAt'],
      '',
    );
    if (finished > last) last = finished;
  }
  return count > 0 && last !== ''
    ? `${count} (${formatAge(last, now)} ago)`
    : String(count);
}

function ready(pod: KubernetesObject): string {
  const total = recordsAt(pod, 'spec', 'containers').length;
  const up = recordsAt(pod, 'status', 'containerStatuses').filter(
    status => status.ready === true,
  ).length;
  return `${up}/${total}`;
}

/** The columns of pods. */
export const podColumns: PrinterColumn[] = [
  { name: 'Ready', type: 'string', value: ready },
  { name: 'Status', type: 'string', value: podReason },
  { name: 'Restarts', type: 'string', value: restarts },
  {
    name: 'Age',
    type: 'string',
    value: (pod, now) => formatAge(pod.metadata.creationTimestamp, now),
  },
  {
    name: 'IP',
    type: 'string',
    priority: 1,
    value: pod => textAt(pod, ['status', 'podIP']),
  },
  {
    name: 'Node',
    type: 'string',
    priority: 1,
    value: pod => textAt(pod, ['spec', 'nodeName']),
  },
  {
    name: 'Nominated Node',
    type: 'string',
    priority: 1,
    value: pod => textAt(pod, ['status', 'nominatedNodeName']),
  },
  {
    name: 'Readiness Gates',
    type: 'string',
    priority: 1,
    value: () => '<none>',
  },
];

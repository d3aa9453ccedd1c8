import {
  asNumber,
  asObject,
  asObjects,
  asText,
  asTime,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  KnownWorkload,
  nameOf,
  nameOfObject,
  podsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { observeFact } from './readKinds';
import { heldAtZero } from './scaling';
import { ContainerStateFact, WorkloadFact } from './types';

const TO_END: ReadonlySet<string> = new Set([
  'Job',
  'CronJob',
  'SparkApplication',
  'ScheduledSparkApplication',
  'RayJob',
]);
const MESSAGE_LENGTH = 300;

/** Whether workloads of a kind run to their end instead of for ever. */
export function runsOf(kind: string): 'long' | 'to-end' {
  return TO_END.has(kind) ? 'to-end' : 'long';
}

function replicasOf({ declared, entry }: KnownWorkload): {
  desired?: number;
  ready?: number;
} {
  const { spec = {}, status = {} } = entry?.object ?? {};
  if (entry && declared.kind === 'DaemonSet') {
    return {
      desired: asNumber(status.desiredNumberScheduled),
      ready: asNumber(status.numberReady) ?? 0,
    };
  }
  if (entry && ['Deployment', 'StatefulSet'].includes(declared.kind)) {
    return {
      desired: asNumber(spec.replicas) ?? 1,
      ready: asNumber(status.readyReplicas) ?? 0,
    };
  }
  return { desired: declared.desired, ready: declared.ready };
}

/** Nobody's guess: a person declared it, or an autoscaler of KEDA waits for work. */
function whyOff(
  context: FactContext,
  { entry }: KnownWorkload,
  desired: number | undefined,
): Pick<WorkloadFact, 'offBecause'> {
  if (desired !== 0) return {};
  const { expectedDown } = context.service;
  if (expectedDown)
    return {
      offBecause: `expected to be down until ${expectedDown.until.slice(
        0,
        10,
      )}: ${expectedDown.reason}`,
    };
  const held = entry && heldAtZero(context, entry);
  return held
    ? { offBecause: `${held} holds it at 0 until there is work` }
    : {};
}

function workloadFact(
  context: FactContext,
  workload: KnownWorkload,
): WorkloadFact {
  const { kind, namespace, name } = workload.declared;
  const { desired, ready } = replicasOf(workload);
  return {
    object: nameOf(workload.declared),
    kind,
    namespace,
    name,
    runs: runsOf(kind),
    ...(desired === undefined ? {} : { desired }),
    ...(ready === undefined ? {} : { ready }),
    pods: podsOf(context, workload).length,
    evictable: kind !== 'DaemonSet' && runsOf(kind) === 'long',
    ...whyOff(context, workload, desired),
  };
}

/** The service's workloads with the replicas they want and have. */
export function extractWorkloads(
  context: FactContext,
): Observation<readonly WorkloadFact[]> {
  return observeFact(context, workloadResources(context), () =>
    workloadsOf(context).map(workload => workloadFact(context, workload)),
  );
}

function containerStates(
  context: FactContext,
  workload: KnownWorkload,
): ContainerStateFact[] {
  return podsOf(context, workload).flatMap(({ object }) => {
    const { status = {} } = object;
    if (status.phase === 'Succeeded') return [];
    const containers = [
      ...asObjects(status.initContainerStatuses),
      ...asObjects(status.containerStatuses),
    ];
    const podStartedAt = asText(status.startTime);
    return containers.map(container => {
      const waiting = asObject(asObject(container.state).waiting);
      const lastEnd = asObject(asObject(container.lastState).terminated);
      const message = asText(waiting.message)?.slice(0, MESSAGE_LENGTH);
      const lastEndAt = asText(lastEnd.finishedAt);
      return {
        pod: nameOfObject(object),
        container: asText(container.name) ?? '',
        restarts: asNumber(container.restartCount) ?? 0,
        ...(asText(waiting.reason) ? { waiting: asText(waiting.reason) } : {}),
        ...(message ? { message } : {}),
        ...(asText(lastEnd.reason) ? { lastEnd: asText(lastEnd.reason) } : {}),
        ...(asTime(lastEndAt) === undefined ? {} : { lastEndAt }),
        ...(asTime(podStartedAt) === undefined ? {} : { podStartedAt }),
      };
    });
  });
}

/** How the containers of the service's pods fare; pods that have run to their end are left out. */
export function extractContainerStates(
  context: FactContext,
): Observation<readonly ContainerStateFact[]> {
  return observeFact(context, [...workloadResources(context), 'pods'], () =>
    workloadsOf(context).flatMap(workload =>
      containerStates(context, workload),
    ),
  );
}

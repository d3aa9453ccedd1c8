import { InventoryObject, KubernetesIndex } from '../kubernetes';
import { Evidence, HealthState, PodSummary } from '../model';
import { isReady, readySince } from './summarisePod';
import { GroupedWorkload, ServiceGroup } from './types';

/** What one source says about the state of a service. */
export interface Finding {
  state: HealthState;
  /** One sentence for people. */
  sentence: string;
  /** Since when, in milliseconds, when that is known. */
  since?: number;
  evidence: Evidence;
  /** Whether the service can do its main work without what this is about. */
  optional: boolean;
  /** The workload is switched off on purpose: 0 replicas. */
  off?: boolean;
}

/** Troubles that do not pass by themselves. */
export const HARD =
  /^(OOMKilled|CrashLoopBackOff|.*Image.*|Create.*Error|RunContainerError|Unschedulable|Error|StartError|ContainerCannotRun)$/;

/** How people call a workload of a service: `Trino worker`. */
export function workloadLabel(
  group: ServiceGroup,
  { entry }: GroupedWorkload,
): string {
  if (group.workloads.length === 1) return group.title;
  const { name } = entry.object.metadata;
  const prefixes = [group.profile?.id, group.id].filter(
    item => item !== undefined,
  );
  for (const prefix of prefixes) {
    if (name === prefix) return group.title;
    if (name.startsWith(`${prefix}-`))
      return `${group.title} ${name
        .slice(prefix.length + 1)
        .replace(/-/g, ' ')}`;
  }
  return name;
}

function evidenceOf(
  workload: GroupedWorkload,
  rest: Pick<Evidence, 'statement' | 'verdict'> & Partial<Evidence>,
): Evidence {
  return {
    source: workload.entry.source,
    observedAt: workload.entry.observedAt,
    ...rest,
  };
}

/** What a state says as evidence. */
export const VERDICTS: Record<HealthState, Evidence['verdict']> = {
  healthy: 'good',
  degraded: 'bad',
  down: 'bad',
  unknown: 'unknown',
};

/** The trouble to tell first: the one that explains most. */
export function worstTrouble(
  pods: readonly PodSummary[],
): PodSummary['troubles'][number] | undefined {
  const troubles = pods
    .filter(pod => pod.phase !== 'Terminating')
    .flatMap(pod => pod.troubles);
  return troubles.find(({ reason }) => HARD.test(reason)) ?? troubles[0];
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Since when the longest unready pod has not been ready, in milliseconds. */
export function notReadySince(
  pods: readonly InventoryObject[],
): number | undefined {
  return earliest(
    pods
      .filter(({ object }) => !isReady(object))
      .map(({ object }) => readySince(object)),
  );
}

/** Since when all ready pods are ready, in milliseconds. */
export function healthySince(
  pods: readonly InventoryObject[],
): number | undefined {
  const times = pods
    .filter(({ object }) => isReady(object))
    .map(({ object }) => readySince(object))
    .filter(time => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** A workload and all that is needed to judge it. */
export interface Subject {
  group: ServiceGroup;
  workload: GroupedWorkload;
  index: KubernetesIndex;
  now: number;
}

/** A finding about a workload, with its evidence. */
export function conclude(
  { group, workload }: Subject,
  state: HealthState,
  words: string,
  more: {
    since?: number;
    off?: boolean;
    observed?: string;
    expected?: string;
  } = {},
): Finding {
  const { since, off, observed, expected } = more;
  const label = workloadLabel(group, workload);
  return {
    state,
    sentence: `${label}: ${words}`,
    optional: workload.optional,
    ...(since === undefined ? {} : { since }),
    ...(off ? { off } : {}),
    evidence: evidenceOf(workload, {
      statement: `${workload.entry.object.kind} ${workload.entry.object.metadata.name}: ${words}`,
      verdict: VERDICTS[state],
      ...(observed ? { observed } : {}),
      ...(expected ? { expected } : {}),
    }),
  };
}

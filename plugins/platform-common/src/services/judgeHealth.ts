/**
 * The state of a service, from what its workloads show and what it says of itself.
 *
 * - Pods decide what can work at all: an essential workload without a ready pod means `down`, some pods
 *   missing means `degraded`. What is switched off (0 replicas) beside other parts that run is
 *   `degraded`; when nothing else is left it is `down`. That it is meant to be so is never inferred.
 * - Its own word decides whether it does work. Ready pods never overrule a bad word, and a service that
 *   has its own word but was not heard is `unknown`, with ready pods or without: no route, no right and
 *   a login in between all mean that nobody asked it. Asked and silent means `degraded`.
 * - Old news keeps its state and is flagged `stale`.
 */
import { KubernetesIndex } from '../kubernetes';
import {
  Evidence,
  Health,
  HealthState,
  KindState,
  Observation,
} from '../model';
import { ProbeAnswer } from '../profiles';
import { Finding } from './concludeFinding';
import { judgeWorkload } from './judgeWorkload';
import { judgeConditions, judgeOwnHealth, OwnHealth } from './judgeOwnHealth';
import { countReplicas } from './summariseWorkload';
import { ServiceGroup } from './types';

/** What a judgement of health is made from. */
export interface HealthInput {
  group: ServiceGroup;
  index: KubernetesIndex;
  /** What the probe of the service gave; absent when it has not been asked yet or has none. */
  probe?: Observation<ProbeAnswer>;
  /** Why the kinds that the service is judged from cannot be read at present, when they cannot. */
  clusterStale?: string;
  /** How well each kind of the service's cluster can be read; nothing is known of a kind that is missing. */
  kinds?: readonly KindState[];
  /** Milliseconds since the epoch. */
  now: number;
}

const RANK: Record<HealthState, number> = {
  healthy: 0,
  unknown: 1,
  degraded: 2,
  down: 3,
};

/** What a workload's finding means for the service as a whole. */
function weigh(finding: Finding, othersServe: boolean): HealthState {
  if (finding.state === 'unknown') {
    return finding.optional || (finding.off && othersServe)
      ? 'healthy'
      : 'unknown';
  }
  if (finding.state !== 'down') return finding.state;
  return finding.optional || (finding.off && othersServe) ? 'degraded' : 'down';
}

interface Weighed {
  finding: Finding;
  state: HealthState;
}

function weighAll(findings: readonly Finding[]): Weighed[] {
  if (findings.length === 1) {
    const [finding] = findings;
    return [{ finding, state: weigh(finding, false) }];
  }
  const serving = findings.filter(({ off, state }) => !off && state !== 'down');
  return findings.map(finding => ({
    finding,
    state: weigh(
      finding,
      serving.some(other => other !== finding),
    ),
  }));
}

/** The findings that make the state, the most telling first. */
function worstOf(weighed: readonly Weighed[]): readonly Weighed[] {
  if (weighed.length === 1) return weighed;
  const rank = Math.max(...weighed.map(({ state }) => RANK[state]));
  return weighed
    .filter(({ state }) => RANK[state] === rank)
    .sort((a, b) => Number(a.finding.optional) - Number(b.finding.optional));
}

function countPods(group: ServiceGroup): string | undefined {
  let desired = 0;
  let ready = 0;
  const runs = ['Job', 'CronJob', ...(group.profile?.runs ?? [])];
  for (const workload of group.workloads) {
    if (runs.includes(workload.entry.object.kind)) continue;
    const counts = countReplicas(workload);
    desired += counts.desired ?? 0;
    ready += counts.ready ?? 0;
  }
  if (desired === 0) return undefined;
  return `${ready} of ${desired} ${desired === 1 ? 'pod' : 'pods'} ready`;
}

function summarise(
  group: ServiceGroup,
  state: HealthState,
  worst: readonly Weighed[],
  own: OwnHealth | undefined,
): string {
  const pods = countPods(group);
  if (state === 'healthy') {
    const words =
      own?.finding.state === 'healthy'
        ? own.finding.evidence.statement
        : undefined;
    const parts = [pods, words].filter(part => part !== undefined);
    if (parts.length > 0) return `${group.title}: ${parts.join('; ')}`;
  }
  const [first] = worst;
  const more = worst.length > 1 ? ` (and ${worst.length - 1} more)` : '';
  const context =
    first.finding === own?.finding && pods !== undefined ? `; ${pods}` : '';
  const after = `${more}${context}`;
  const { sentence } = first.finding;
  // What a service or its address said may be a sentence of its own; nothing follows a full stop.
  return `${after ? sentence.replace(/\.$/, '') : sentence}${after}`;
}

function newest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter(time => time !== undefined)
    .sort()
    .pop();
}

function isStale(input: HealthInput, own: OwnHealth | undefined): boolean {
  return (
    input.clusterStale !== undefined ||
    own?.stale === true ||
    input.group.workloads.some(
      ({ entry, pods }) =>
        entry.staleSince !== undefined ||
        pods.some(pod => pod.staleSince !== undefined),
    )
  );
}

function findSince(worst: readonly Weighed[]): number | undefined {
  const times = worst
    .map(({ finding }) => finding.since)
    .filter(time => time !== undefined);
  if (times.length === 0) return undefined;
  // Sick since the first part fell ill, healthy since the last one recovered.
  return worst[0].state === 'healthy' ? Math.max(...times) : Math.min(...times);
}

/** Why what is known of a service is old, as a piece of evidence; none when nothing says so for all of it. */
function doubtOf(
  { group, clusterStale }: HealthInput,
  own: OwnHealth | undefined,
): Evidence[] {
  const verdict = 'unknown' as const;
  if (clusterStale) {
    const source = { kind: 'cluster' as const, name: group.cluster };
    return [{ statement: clusterStale, verdict, source }];
  }
  if (!own?.staleBecause) return [];
  const statement = `no newer answer of its own: ${own.staleBecause}`;
  return [{ statement, verdict, source: own.finding.evidence.source }];
}

/** Judges the health of a service. Total: never throws. */
export function judgeHealth(input: HealthInput): Health {
  const { group, index, now } = input;
  const findings = group.workloads.map(workload =>
    judgeWorkload({ group, workload, index, now }),
  );
  const own = judgeOwnHealth({
    group,
    now,
    kinds: input.kinds ?? [],
    ...(input.probe ? { probe: input.probe } : {}),
  });
  const conditions = judgeConditions(group);
  const weighed = [
    ...weighAll(findings),
    ...conditions.map(finding => ({ finding, state: finding.state })),
    ...(own?.counts
      ? [{ finding: own.finding, state: own.finding.state }]
      : []),
  ];
  const evidence = [
    ...findings.map(finding => finding.evidence),
    ...conditions.map(finding => finding.evidence),
    ...(own ? [own.finding.evidence] : []),
    ...doubtOf(input, own),
  ];
  const stale = isStale(input, own);
  if (weighed.length === 0)
    return {
      state: 'unknown',
      stale,
      summary: `${group.title}: nothing of it can be seen`,
      evidence,
    };
  const worst = worstOf(weighed);
  const { state } = worst[0];
  const since = findSince(worst);
  const observedAt = newest(
    evidence.map(item => ('observedAt' in item ? item.observedAt : undefined)),
  );
  return {
    state,
    stale,
    summary: summarise(group, state, worst, own),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(observedAt ? { observedAt } : {}),
    evidence,
  };
}

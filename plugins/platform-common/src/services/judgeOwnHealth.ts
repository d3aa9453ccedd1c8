import { findCondition, KubernetesObject, objectKey } from '../kubernetes';
import { Evidence, HealthState, KindState, Observation } from '../model';
import { Judgement, Probe, ProbeAnswer } from '../profiles';
import { Finding, VERDICTS } from './concludeFinding';
import { speaksFor } from './gatherWorkloads';
import { matchesKind } from './matchKind';
import { planProbe } from './planProbes';
import { ServiceGroup } from './types';

/** What a service says about itself, and whether that is old. */
export interface OwnHealth {
  finding: Finding;
  /** `false` when it changes nothing: there was nothing to ask. */
  counts: boolean;
  stale: boolean;
  /** Why its last answer is shown and not a newer one. */
  staleBecause?: string;
}

/** The most of an answer that is kept as proof. */
const PROOF_LENGTH = 400;

function showAnswer(answer: ProbeAnswer): string {
  if (answer.protocol === 'tcp')
    return answer.text.slice(0, PROOF_LENGTH) || '(nothing)';
  const place = answer.headers.location ? ` to ${answer.headers.location}` : '';
  return `${answer.status}${place} ${answer.body}`
    .slice(0, PROOF_LENGTH)
    .trim();
}

/** Judges an answer by the profile; an answer of the other protocol says nothing. */
export function judgeAnswer(probe: Probe, answer: ProbeAnswer): Judgement {
  if (probe.protocol === 'http' && answer.protocol === 'http')
    return probe.judge(answer);
  if (probe.protocol === 'tcp' && answer.protocol === 'tcp')
    return probe.judge(answer);
  return { state: 'unknown', because: 'was asked in another protocol' };
}

function asked(
  group: ServiceGroup,
  probe: Probe & { good: string },
  made: { answer: ProbeAnswer; observedAt: string; source: Evidence['source'] },
): Finding {
  const { answer, observedAt, source } = made;
  const { state, because } = judgeAnswer(probe, answer);
  return {
    state,
    sentence: `${group.title}: ${because}`,
    optional: false,
    evidence: {
      statement: because,
      verdict: VERDICTS[state],
      source,
      observedAt,
      observed: showAnswer(answer),
      expected: probe.good,
      proof: {
        request: source.detail ?? source.name,
        answer: showAnswer(answer),
        judgement: because,
      },
    },
  };
}

function silent(
  group: ServiceGroup,
  state: HealthState,
  statement: string,
  source: Evidence['source'],
  observedAt?: string,
): Finding {
  return {
    state,
    sentence: `${group.title}: ${statement}`,
    optional: false,
    evidence: {
      statement,
      verdict: VERDICTS[state],
      source,
      ...(observedAt ? { observedAt } : {}),
    },
  };
}

function judgeProbe(
  group: ServiceGroup,
  probe: Extract<Probe, { protocol: 'http' | 'tcp' }>,
  observation: Observation<ProbeAnswer> | undefined,
): OwnHealth {
  if (observation?.ok) {
    const { value: answer, observedAt, source } = observation;
    const finding = asked(group, probe, { answer, observedAt, source });
    return { finding, counts: true, stale: false };
  }
  const source = observation?.source ?? {
    kind: 'probe' as const,
    name: group.cluster,
  };
  if (observation === undefined) {
    const target = planProbe(group);
    const statement = target
      ? 'its own health has not been asked yet'
      : `no Service leads to its port ${
          probe.port ?? 'for HTTP'
        }, so its own health cannot be asked`;
    return {
      finding: silent(group, 'unknown', statement, source),
      counts: target !== undefined,
      stale: false,
    };
  }
  const { reason, lastGood, failure } = observation;
  // It answered before and does not now: whoever asked got through once.
  if (failure === 'no-answer' || (failure === undefined && lastGood))
    return {
      finding: silent(group, 'degraded', `does not answer: ${reason}`, source),
      counts: true,
      stale: false,
    };
  if (lastGood) {
    const { value: answer, observedAt } = lastGood;
    const finding = asked(group, probe, { answer, observedAt, source });
    return { finding, counts: true, stale: true, staleBecause: reason };
  }
  return {
    finding: silent(
      group,
      'unknown',
      `its own health is not known: ${reason}`,
      source,
    ),
    counts: true,
    stale: false,
  };
}

type ResourceProbe = Extract<Probe, { protocol: 'custom-resource' }>;

/** Whether kinds can be read: `undefined` when nobody reads them. */
function readability(
  { kinds, group }: Pick<ResourceProbe, 'kinds' | 'group'>,
  states: readonly KindState[],
): { ok: boolean; reason?: string } | undefined {
  const found = states.filter(
    ({ resource }) =>
      (group?.test(resource.split('/')[0]) ?? true) &&
      kinds.some(kind => matchesKind(resource, kind)),
  );
  if (found.length === 0) return undefined;
  const failing = found.find(({ ok }) => !ok);
  return failing
    ? { ok: false, ...(failing.reason ? { reason: failing.reason } : {}) }
    : { ok: true };
}

function judgeResources(
  group: ServiceGroup,
  probe: ResourceProbe,
  now: number,
  kinds: readonly KindState[],
): OwnHealth {
  const entries = group.customResources.filter(({ object }) =>
    speaksFor(probe, object),
  );
  const names = probe.kinds.join(', ');
  const source = entries[0]?.source ?? {
    kind: 'cluster' as const,
    name: group.cluster,
    detail: names,
  };
  const readable = readability(probe, kinds);
  if (entries.length === 0 && readable?.ok !== true) {
    const why = readable
      ? `cannot be read: ${readable.reason ?? 'no reason given'}`
      : 'are not read here';
    return {
      finding: silent(
        group,
        'unknown',
        `${names} ${why}, so its own health is not known`,
        source,
      ),
      counts: readable !== undefined,
      stale: false,
    };
  }
  const objects = entries.map(({ object }) => object);
  const { state, because } = probe.judge(objects, now);
  const observedAt = entries
    .map(entry => entry.observedAt)
    .sort()
    .pop();
  return {
    finding: {
      ...silent(group, state, because, source, observedAt),
      evidence: {
        statement: because,
        verdict: VERDICTS[state],
        source,
        ...(observedAt ? { observedAt } : {}),
        observed:
          objects.map(objectKey).join(', ').slice(0, PROOF_LENGTH) || 'none',
        expected: probe.good,
      },
    },
    counts: entries.length > 0 || state !== 'unknown',
    stale:
      entries.some(entry => entry.staleSince !== undefined) ||
      readable?.ok === false,
  };
}

function isSick(object: KubernetesObject): boolean {
  return findCondition(object, 'Ready')?.status === 'False';
}

/** Custom resources of the service that say of themselves that they are not ready. */
export function judgeConditions(group: ServiceGroup): Finding[] {
  if (group.customResources.length === 0) return [];
  const probe = group.probe;
  const isJudged = (object: KubernetesObject) =>
    probe?.protocol === 'custom-resource' && speaksFor(probe, object);
  return group.customResources
    .filter(({ object }) => !isJudged(object) && isSick(object))
    .map(({ object, source, observedAt }) => {
      const message = findCondition(object, 'Ready')?.message;
      const statement = `${object.kind} ${object.metadata.name} is not ready${
        message ? `: ${message}` : ''
      }`;
      return silent(group, 'degraded', statement, source, observedAt);
    });
}

/** What the service says about itself, by its probe or its custom resources; `undefined` when it has neither. */
export function judgeOwnHealth(options: {
  group: ServiceGroup;
  probe?: Observation<ProbeAnswer>;
  kinds: readonly KindState[];
  now: number;
}): OwnHealth | undefined {
  const { group, now, kinds } = options;
  const probe = group.probe;
  if (!probe || probe.protocol === 'workload-only') return undefined;
  return probe.protocol === 'custom-resource'
    ? judgeResources(group, probe, now, kinds)
    : judgeProbe(group, probe, options.probe);
}

/**
 * Many workloads, one service: the objects of a cluster become what people know by name.
 *
 * Order of the rules: an annotation wins over a profile, a profile over labels, labels over names. What
 * runs once or on a schedule is attached to the service that it serves, and is a service of its own only
 * when it serves none. Nothing is dropped in silence: {@link groupObjects} says of every object what
 * became of it and why.
 */
import {
  indexObjects,
  InventoryObject,
  KubernetesIndex,
  objectKey,
} from '../kubernetes';
import { SystemId, SYSTEMS } from '../model';
import { Profile } from '../profiles';
import { adoptPortalIds, findFormerIds, joinDeclared } from './adoptIds';
import { AssignedId, assignIds } from './assignIds';
import { attachByKind, attachRun } from './attachRun';
import { completeOnce } from './completeOnce';
import { Candidate, unitName } from './Candidate';
import { Draft, draftGroups } from './draftGroups';
import { explainFollowers } from './explainFollowers';
import { findCandidates, isRunOf } from './findCandidates';
import { toServiceId } from './nameStem';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { Grouping, ObjectExplanation, ServiceGroup } from './types';

/** What {@link groupObjects} works on: objects, or an index of them that exists already. */
export interface GroupingInput {
  objects: readonly InventoryObject[] | KubernetesIndex;
  profiles: readonly Profile[];
}

interface Sorted {
  serving: Candidate[];
  runs: Candidate[];
  excluded: { candidate: Candidate; because: string }[];
}

function sortCandidates(
  index: KubernetesIndex,
  profiles: readonly Profile[],
): Sorted {
  const runKinds = new Set(profiles.flatMap(profile => profile.runs ?? []));
  const sorted: Sorted = { serving: [], runs: [], excluded: [] };
  for (const candidate of findCandidates(index, profiles)) {
    const { overrides, profile } = candidate;
    if (overrides.excludedBy !== undefined)
      sorted.excluded.push({
        candidate,
        because: `left out, because ${overrides.excludedBy} has the annotation ${SERVICE_ANNOTATIONS.exclude}: "true"; remove it to see the object here`,
      });
    else if (
      isRunOf(candidate, runKinds) &&
      overrides.service === undefined &&
      !profile
    )
      sorted.runs.push(candidate);
    else sorted.serving.push(candidate);
  }
  return sorted;
}

/** Attaches runs to drafts; gives those that serve nobody a draft of their own, or leaves them out. */
function placeRuns(
  sorted: Sorted,
  drafts: readonly Draft[],
  profiles: readonly Profile[],
): Draft[] {
  const own = new Map<string, Draft>();
  const placed = sorted.runs.map(candidate => ({
    candidate,
    attachment:
      attachByKind(candidate, drafts) ??
      attachRun({ candidate, drafts, profiles }),
  }));
  for (const { candidate, attachment } of placed) {
    const { unit } = candidate;
    if (attachment) {
      attachment.draft.parts.push({ candidate, because: attachment.because });
      continue;
    }
    if (unit.finished) {
      sorted.excluded.push({
        candidate,
        because: `left out, because it has ended and belongs to no service; to see it here, add the annotation ${SERVICE_ANNOTATIONS.service} with the service's id`,
      });
      continue;
    }
    const { cluster, object } = unit.root;
    const namespace = object.metadata.namespace ?? 'default';
    const stem = unitName(unit);
    const key = `${cluster} ${namespace} ${toServiceId(stem)}`;
    const part = {
      candidate,
      because: 'a service of its own, because it belongs to no other',
    };
    const known = own.get(key);
    if (known) known.parts.push(part);
    else
      own.set(key, {
        cluster,
        namespace,
        stem,
        declared: false,
        parts: [part],
      });
  }
  return [...own.values()];
}

/** The system that most services of a namespace belong to, for those that nothing places. */
function guessSystems(drafts: readonly Draft[]): (draft: Draft) => SystemId {
  const votes = new Map<string, Map<SystemId, number>>();
  for (const { cluster, namespace, profile } of drafts) {
    if (!profile) continue;
    const at = `${cluster} ${namespace}`;
    const counts = votes.get(at) ?? new Map<SystemId, number>();
    // What is written beside stores works on data; it is hardly ever another store.
    const system = profile.system === 'storage' ? 'data' : profile.system;
    counts.set(system, (counts.get(system) ?? 0) + 1);
    votes.set(at, counts);
  }
  return ({ cluster, namespace }) => {
    if (/^kube-/.test(namespace)) return 'substrate';
    const counts = votes.get(`${cluster} ${namespace}`);
    let best: SystemId = 'data';
    for (const system of SYSTEMS) {
      if ((counts?.get(system) ?? 0) > (counts?.get(best) ?? 0)) best = system;
    }
    return best;
  };
}

function explainMembers(
  candidate: Candidate,
  because: string,
  serviceId?: string,
): ObjectExplanation[] {
  const { root, members } = candidate.unit;
  return members.map(member => ({
    cluster: member.cluster,
    key: objectKey(member.object),
    ...(serviceId ? { serviceId } : {}),
    because:
      member === root
        ? because
        : `owned by ${root.object.kind} ${root.object.metadata.name}, which is ${because}`,
  }));
}

/** Groupings of indexes that are in use: an index never changes, so neither does its grouping. */
const known = new WeakMap<
  KubernetesIndex,
  { profiles: readonly Profile[]; grouping: Grouping }
>();

/**
 * Forms services out of objects and says what became of every object that was looked at. Asked again
 * about the same index and profiles, it gives the same result without the work.
 */
export function groupObjects(input: GroupingInput): Grouping {
  const { objects, profiles } = input;
  if (!(objects instanceof KubernetesIndex))
    return formGroups(indexObjects(objects), profiles);
  const last = known.get(objects);
  if (last?.profiles === profiles) return last.grouping;
  const grouping = formGroups(objects, profiles);
  known.set(objects, { profiles, grouping });
  return grouping;
}

function formGroups(
  index: KubernetesIndex,
  profiles: readonly Profile[],
): Grouping {
  const sorted = sortCandidates(index, profiles);
  const serving = joinDeclared(draftGroups(sorted.serving));
  const drafts = [...serving, ...placeRuns(sorted, serving, profiles)];
  const left = adoptPortalIds(index, drafts);
  const ids = assignIds(drafts);
  const former = findFormerIds(sorted.serving, ids, left);
  const systemOf = guessSystems(drafts);
  const groups: ServiceGroup[] = [];
  for (const [draft, assigned] of ids) {
    const system = systemOf(draft);
    const formerIds = former.get(draft) ?? [];
    groups.push(completeOnce({ index, draft, assigned, system, formerIds }));
  }
  groups.sort((a, b) => (a.id < b.id ? -1 : 1));
  let explanations: ObjectExplanation[] | undefined;
  return {
    groups,
    // Few ask why; those who look at every change do not.
    get explanations() {
      explanations ??= explainAll(index, { groups, ids, sorted });
      return explanations;
    },
  };
}

function explainAll(
  index: KubernetesIndex,
  formed: {
    groups: readonly ServiceGroup[];
    ids: ReadonlyMap<Draft, AssignedId>;
    sorted: Sorted;
  },
): ObjectExplanation[] {
  const explanations: ObjectExplanation[] = [];
  for (const [draft, { id }] of formed.ids) {
    for (const { candidate, because } of draft.parts)
      explanations.push(...explainMembers(candidate, because, id));
  }
  for (const { candidate, because } of formed.sorted.excluded)
    explanations.push(...explainMembers(candidate, because));
  explanations.push(...explainFollowers(index, formed.groups));
  return explanations.sort((a, b) => {
    if (a.cluster !== b.cluster) return a.cluster < b.cluster ? -1 : 1;
    return a.key < b.key ? -1 : 1;
  });
}

/** The services of a set of objects, sorted by id. See {@link groupObjects} for the reasons. */
export function groupServices(input: GroupingInput): readonly ServiceGroup[] {
  return groupObjects(input).groups;
}

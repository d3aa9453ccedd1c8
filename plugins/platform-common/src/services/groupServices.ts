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
import { Profile } from '../profiles';
import { Candidate } from './Candidate';
import { explainFollowers } from './explainFollowers';
import { findCandidates } from './findCandidates';
import { FormedGroups, formGroups } from './formGroups';
import { reformGroups } from './reformGroups';
import { Grouping, ObjectExplanation, ServiceGroup } from './types';

/** What {@link groupObjects} works on: objects, or an index of them that exists already. */
export interface GroupingInput {
  objects: readonly InventoryObject[] | KubernetesIndex;
  profiles: readonly Profile[];
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
    return group(indexObjects(objects), profiles);
  const same = known.get(objects);
  if (same?.profiles === profiles) return same.grouping;
  const grouping = group(objects, profiles);
  known.set(objects, { profiles, grouping });
  return grouping;
}

/** What was formed last with lists of profiles that are in use. */
const last = new WeakMap<readonly Profile[], FormedGroups>();

function group(index: KubernetesIndex, profiles: readonly Profile[]): Grouping {
  const placed = findCandidates(index, profiles);
  const before = last.get(profiles);
  const formed =
    (before && reformGroups(before, { index, placed, profiles })) ??
    formGroups(index, placed, profiles);
  last.set(profiles, formed);
  let explanations: ObjectExplanation[] | undefined;
  return {
    groups: formed.groups,
    // Few ask why; those who look at every change do not.
    get explanations() {
      explanations ??= explainAll(index, formed);
      return explanations;
    },
  };
}

function explainAll(
  index: KubernetesIndex,
  { services, groups, excluded }: FormedGroups,
): ObjectExplanation[] {
  const explanations: ObjectExplanation[] = [];
  for (const { draft, assigned } of services) {
    for (const { candidate, because } of draft.parts)
      explanations.push(...explainMembers(candidate, because, assigned.id));
  }
  for (const { candidate, because } of excluded)
    explanations.push(...explainMembers(candidate, because));
  explanations.push(...explainFollowers(index, groups));
  return explanations.sort((a, b) => {
    if (a.cluster !== b.cluster) return a.cluster < b.cluster ? -1 : 1;
    return a.key < b.key ? -1 : 1;
  });
}

/** The services of a set of objects, sorted by id. See {@link groupObjects} for the reasons. */
export function groupServices(input: GroupingInput): readonly ServiceGroup[] {
  return groupObjects(input).groups;
}

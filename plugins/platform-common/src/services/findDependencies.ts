/**
 * What services depend on, and how that is known. A profile or a person may declare it; the configuration
 * of its workloads, and what NetworkPolicies let through, show it. Both are kept apart piece by piece, so
 * that "declared but never seen" and "seen but never declared" can both be told.
 */
import { KubernetesIndex } from '../kubernetes';
import { ServiceDependency } from '../model';
import {
  declaredByPeople,
  DeclaredName,
  listUnknown,
  namesByPeople,
} from './declaredDependencies';
import { Clue, inferFromSettings } from './inferDependencies';
import { inferFromPolicies } from './inferFromPolicies';
import { inferFromSurroundings } from './inferFromSurroundings';
import { describeDirectory, DirectoryKey } from './describeDirectory';
import {
  directoryOf,
  Installation,
  ServiceDirectory,
} from './ServiceDirectory';
import { toEdge } from './toEdge';
import { ServiceGroup } from './types';

/** The installation of some software that a service of a cluster would use, when that is clear. */
function resolveProfile(
  group: ServiceGroup,
  profileId: string,
  directory: ServiceDirectory,
  seen: ReadonlySet<string>,
): Installation | undefined {
  const all = directory
    .installations(group.cluster, profileId)
    .filter(({ id }) => id !== group.id);
  const named = all.filter(({ id }) => seen.has(id));
  const near = all.filter(({ namespace }) => namespace === group.namespace);
  for (const set of [named, near, all]) {
    if (set.length === 1) return set[0];
    if (set.length > 1) return undefined;
  }
  return undefined;
}

function declaredByProfile(
  group: ServiceGroup,
  directory: ServiceDirectory,
  shown: readonly Clue[],
): Clue[] {
  const { profile } = group;
  const wanted = profile?.dependsOn ?? [];
  if (wanted.length === 0) return [];
  const seen = new Set(shown.map(({ to }) => to));
  return wanted.flatMap((profileId): Clue[] => {
    const target = resolveProfile(group, profileId, directory, seen);
    if (!target) return [];
    return [
      {
        to: target.id,
        confidence: 'likely',
        evidence: {
          what: `the profile of ${profile?.title} declares it`,
          object: `profile ${profile?.id}`,
          path: 'dependsOn',
          source: 'declared',
        },
      },
    ];
  });
}

function findFor(
  group: ServiceGroup,
  input: DependencyInput & { directory: ServiceDirectory },
  told: { policies?: readonly Clue[]; names: readonly DeclaredName[] },
): ServiceDependency[] {
  const { index, directory } = input;
  const { policies, names } = told;
  const shown = inferFromSettings({ group, index, directory });
  if (policies) shown.push(...policies);
  shown.push(...inferFromSurroundings(group, directory));
  const declared = names.length > 0 ? declaredByPeople(names, directory) : [];
  declared.push(...declaredByProfile(group, directory, shown));
  if (declared.length + shown.length === 0) return [];
  const clues = [...declared, ...shown].filter(({ to }) => to !== group.id);
  if (clues.length === 0) return [];
  const byTarget = new Map<string, Clue[]>();
  for (const clue of clues)
    byTarget.set(clue.to, [...(byTarget.get(clue.to) ?? []), clue]);
  return [...byTarget]
    .map(([to, own]) => toEdge(to, own))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** What the edges between services are found in. */
export interface DependencyInput {
  groups: readonly ServiceGroup[];
  index: KubernetesIndex;
}

/** What one service depends on. */
export interface FoundDependencies {
  /** Sorted by `to`; only services that exist, never itself. */
  edges: ServiceDependency[];
  /** What was declared but leads nowhere, with the cure. */
  caveats: string[];
}

const known = new WeakMap<
  readonly ServiceGroup[],
  readonly FoundDependencies[]
>();

/** Where there is nothing, as for most services: the same for all of them, and nobody may write into it. */
const NOTHING: FoundDependencies = { edges: [], caveats: [] };

/**
 * What was found for groups that are in use, and the directory and policies that it was found with. Where no policy
 * says anything, {@link NOTHING} is not kept here: found again, it is the very same.
 */
const remembered = new WeakMap<
  ServiceGroup,
  { key: DirectoryKey; policies: string; found: FoundDependencies }
>();

/** What was found last, where no policy says anything. */
let latest: {
  groups: readonly ServiceGroup[];
  key: DirectoryKey;
  found: readonly FoundDependencies[];
} = { groups: [], key: { parts: [] }, found: [] };

/** Whether any host can lead to a group. */
function mayHaveHosts({ services, ingresses }: ServiceGroup): boolean {
  return services.length + ingresses.length > 0;
}

/** Whether neither the profile of a group nor what stands around it needs anything. */
function needsNothing({ profile, ingresses, autoscalers }: ServiceGroup) {
  return (
    ingresses.length + autoscalers.length === 0 &&
    (!profile || profile.dependsOn.length === 0)
  );
}

/**
 * What every service depends on, in the order of the groups. Asked again about the same groups it gives the same
 * result without the work.
 */
export function listDependencies(
  input: DependencyInput,
): readonly FoundDependencies[] {
  const same = known.get(input.groups);
  if (same) return same;
  const { groups, index } = input;
  const policies = inferFromPolicies(groups, index);
  const key = describeDirectory(groups, index);
  const isPlain = policies.size === 0;
  const before = isPlain && latest.key === key ? latest : undefined;
  const hasHosts = groups.some(mayHaveHosts);
  const look = (group: ServiceGroup, at: number): FoundDependencies => {
    if (before?.groups[at] === group) return before.found[at];
    const own = isPlain ? undefined : policies.get(group.id);
    const names = namesByPeople(group);
    if (isPlain && !hasHosts && names.length === 0 && needsNothing(group))
      return NOTHING;
    const shown = own ? JSON.stringify(own) : '';
    const last = remembered.get(group);
    if (last?.key === key && last.policies === shown) return last.found;
    const directory = directoryOf(key, input);
    const edges = findFor(
      group,
      { groups, index, directory },
      { policies: own, names },
    );
    const caveats = names.length > 0 ? listUnknown(names, directory) : [];
    const isNothing = edges.length + caveats.length === 0;
    const found = isNothing ? NOTHING : { edges, caveats };
    if (!isPlain || !isNothing)
      remembered.set(group, { key, policies: shown, found });
    return found;
  };
  const found = groups.map(look);
  known.set(groups, found);
  if (isPlain) latest = { groups, key, found };
  return found;
}

/** {@link listDependencies} by the ids of the services. */
export function findDependencies(
  input: DependencyInput,
): ReadonlyMap<string, FoundDependencies> {
  const found = listDependencies(input);
  return new Map(input.groups.map(({ id }, at) => [id, found[at]]));
}

/**
 * Ids of services. They name catalog entities, so they must not change when the platform is installed
 * again: they come from names, profiles and places, never from uids or hashes of pods.
 *
 * The only installation of a piece of software carries the profile's id (`postgresql`). Where there are
 * several, each that has a name of its own carries that (`kong-postgres`). What still collides gets its
 * namespace as a suffix, then its cluster, then a number in the order of their names.
 */
import { Draft } from './draftGroups';
import { toServiceId } from './nameStem';

/** An id, the title that goes with it, and the sentences that explain how they came to be. */
export interface AssignedId {
  id: string;
  title: string;
  explanation: readonly string[];
  /** The id that it would have if nothing else had a claim to it. */
  plainId: string;
  /** What of that people should know: that the name is used twice. */
  caveats: readonly string[];
}

/** A draft with its id. */
export interface Identified {
  readonly draft: Draft;
  readonly assigned: AssignedId;
}

const NOTHING: readonly string[] = [];

/** How many installations there are by the names of profiles. */
function countInstallations(drafts: readonly Draft[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { declared, profile } of drafts)
    if (!declared && profile)
      counts.set(profile.id, (counts.get(profile.id) ?? 0) + 1);
  return counts;
}

/** Whether this installation has a name of its own among several of the same software. */
function hasOwnName(draft: Draft, installations: number): boolean {
  return (
    installations > 1 &&
    draft.profile !== undefined &&
    draft.stem !== draft.profile.id
  );
}

function firstId(draft: Draft, perProfile: Map<string, number>): AssignedId {
  const { profile, stem, declared } = draft;
  if (declared || !profile) {
    const id = toServiceId(stem);
    return {
      id,
      title: profile?.title ?? stem,
      plainId: id,
      explanation: NOTHING,
      caveats: NOTHING,
    };
  }
  const installations = perProfile.get(profile.id) ?? 1;
  if (!hasOwnName(draft, installations))
    return {
      id: profile.id,
      title: profile.title,
      plainId: profile.id,
      explanation: NOTHING,
      caveats: NOTHING,
    };
  return {
    id: toServiceId(stem),
    title: `${profile.title} (${stem})`,
    plainId: profile.id,
    explanation: [
      `named ${stem}, because there are ${installations} installations of ${profile.title}`,
    ],
    caveats: NOTHING,
  };
}

/** Says why an id is not the one that it would be. */
function explain(assigned: AssignedId, because: string): void {
  assigned.explanation = [...assigned.explanation, because];
  assigned.caveats = [...assigned.caveats, because];
}

function describePlace(draft: Draft): string {
  return `namespace ${draft.namespace} of cluster ${draft.cluster}`;
}

/** Gives every member of a set of equal ids another suffix, if it can. */
function addSuffix(
  entries: readonly Identified[],
  suffixOf: (draft: Draft) => string,
): void {
  const suffixes = new Set(entries.map(({ draft }) => suffixOf(draft)));
  if (suffixes.size < 2) return;
  const { id } = entries[0].assigned;
  const places = entries.map(({ draft }) => describePlace(draft)).sort();
  for (const { draft, assigned } of entries) {
    const suffix = suffixOf(draft);
    assigned.id = toServiceId(`${id}-${suffix}`);
    assigned.title = `${assigned.title} (${suffix})`;
    explain(
      assigned,
      `called ${assigned.id}, because ${id} exists in ${places.join(
        ' and in ',
      )}`,
    );
  }
}

/** By what drafts stand in order, where an order decides. */
function orderOf({ cluster, namespace, profile, stem }: Draft): string {
  return `${cluster} ${namespace} ${profile?.id ?? ''} ${stem}`;
}

/** Drafts in an order that does not depend on that of their arrival. */
export function sortDrafts<T>(
  items: readonly T[],
  draftOf: (item: T) => Draft,
): T[] {
  return items
    .map(item => ({ item, key: orderOf(draftOf(item)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** The entries of each id that more than one has, each list in order. */
function collisions(all: readonly Identified[]): Identified[][] {
  const ids = new Set<string>();
  for (const { assigned } of all) ids.add(assigned.id);
  // The usual case, for every change of a cluster.
  if (ids.size === all.length) return [];
  const first = new Map<string, Identified>();
  const clashes = new Map<string, Identified[]>();
  for (const entry of all) {
    const { id } = entry.assigned;
    const other = first.get(id);
    const clash = clashes.get(id);
    if (!other) first.set(id, entry);
    else if (clash) clash.push(entry);
    else clashes.set(id, [other, entry]);
  }
  return [...clashes.values()].map(clash =>
    sortDrafts(clash, one => one.draft),
  );
}

/** Gives every member of a set of equal ids but the first a number. */
function addNumbers(entries: readonly Identified[], round: number): void {
  for (const [index, { assigned }] of entries.entries()) {
    if (index === 0) continue;
    const { id } = assigned;
    assigned.id = toServiceId(`${id}-${round + index - 1}`);
    explain(
      assigned,
      `called ${assigned.id}, because ${id} is taken in the same namespace`,
    );
  }
}

/** Ids for all drafts, in their order; unique, and independent of that order. */
export function assignIds(drafts: readonly Draft[]): readonly Identified[] {
  const perProfile = countInstallations(drafts);
  const all: Identified[] = [];
  for (const draft of drafts)
    all.push({ draft, assigned: firstId(draft, perProfile) });
  let clashes = collisions(all);
  for (const place of ['namespace', 'cluster'] as const) {
    for (const entries of clashes) addSuffix(entries, draft => draft[place]);
    if (clashes.length > 0) clashes = collisions(all);
  }
  for (let round = 2; clashes.length > 0; round += 1) {
    for (const entries of clashes) addNumbers(entries, round);
    clashes = collisions(all);
  }
  return all;
}

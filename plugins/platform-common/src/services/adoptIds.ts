/**
 * Ids that people declared, and what becomes of the ids that things would have had without.
 *
 * A catalog entity is its id: history, bookmarks and exemptions hang on it. So an annotation that renames
 * or merges says at the same time which id is left behind: the one that the same objects have when the
 * annotation is thought away. That is computed anew each time, needs no memory, and ends when another
 * service takes the old id.
 */
import {
  annotationOf,
  asTime,
  InventoryObject,
  KubernetesIndex,
  ROUTE_KINDS,
} from '../kubernetes';
import { assignIds, Identified, sortDrafts } from './assignIds';
import { Candidate } from './Candidate';
import { Draft, draftGroups } from './draftGroups';
import { Unit } from './findUnits';
import { toServiceId } from './nameStem';
import { PORTAL_ID, readPortalAnnotations } from './readPortalAnnotations';

/**
 * Puts what people declared to belong to a service into the draft that has that id by itself, when there
 * is exactly such a one in the same cluster: that is how one service is merged into another.
 */
export function joinDeclared(drafts: readonly Draft[]): Draft[] {
  if (drafts.every(({ declared }) => !declared)) return [...drafts];
  const natural = assignIds(drafts.filter(({ declared }) => !declared));
  const byId = new Map(
    natural.map(({ draft, assigned }) => [assigned.id, draft]),
  );
  const joined = new Set<Draft>();
  for (const draft of drafts.filter(({ declared }) => declared)) {
    const host = byId.get(draft.stem);
    if (host?.cluster !== draft.cluster) continue;
    host.parts.push(...draft.parts);
    // Its id must stay what the annotation names, whatever else is installed later.
    host.stem = draft.stem;
    host.declared = true;
    joined.add(draft);
  }
  return drafts.filter(draft => !joined.has(draft));
}

/** The routes on which the predecessor's annotations name a service. */
function namingRoutes(index: KubernetesIndex): InventoryObject[] {
  return [...ROUTE_KINDS.keys()]
    .flatMap(kind => index.byKind(kind))
    .filter(({ object }) => annotationOf(object, PORTAL_ID) !== undefined);
}

/** The draft of each workload that serves. */
function draftsByWorkload(drafts: readonly Draft[]) {
  const found = new Map<InventoryObject, Draft>();
  for (const draft of drafts) {
    for (const { candidate } of draft.parts)
      for (const { entry } of candidate.unit.workloads) found.set(entry, draft);
  }
  return found;
}

/** What became of the ids that the predecessor's annotations ask for. */
export interface AdoptedIds {
  /** The ids that drafts would have had without. */
  left: Map<Draft, string>;
  /** Where routes that ask for ids lead to, whether or not any got one: `<cluster> <namespace>`. */
  lookedAt: Set<string>;
}

/** Gives drafts that nobody else named the ids that the predecessor's annotations ask for. */
export function adoptPortalIds(
  index: KubernetesIndex,
  drafts: readonly Draft[],
): AdoptedIds {
  const routes = namingRoutes(index);
  const left = new Map<Draft, string>();
  const lookedAt = new Set<string>();
  if (routes.length === 0) return { left, lookedAt };
  const natural = new Map(
    assignIds(drafts).map(({ draft, assigned }) => [draft, assigned]),
  );
  const byWorkload = draftsByWorkload(drafts);
  for (const route of routes) {
    const { id } = readPortalAnnotations(index, [route]);
    if (!id) continue;
    const [{ namespace, name }] = index.routes.of(route).backends;
    const { cluster } = route;
    lookedAt.add(`${cluster} ${namespace}`);
    const service = index.get({ cluster, kind: 'Service', namespace, name });
    const draft = (service ? index.workloadsOfService(service) : [])
      .map(workload => byWorkload.get(workload))
      .find(item => item !== undefined);
    if (!draft || draft.declared) continue;
    left.set(draft, natural.get(draft)?.id ?? draft.stem);
    draft.stem = toServiceId(id.value);
    draft.declared = true;
    draft.portal = `called ${draft.stem} by the predecessor's annotation on ${id.from}`;
  }
  return { left, lookedAt };
}

/** The id that each unit's service would have without declared ids. */
function naturalIds(candidates: readonly Candidate[]): Map<Unit, string> {
  if (candidates.every(({ overrides }) => !overrides.service)) return new Map();
  const plain = candidates.map((candidate): Candidate => {
    const { service, ...others } = candidate.overrides;
    return service ? { ...candidate, overrides: others } : candidate;
  });
  const ids = new Map<Unit, string>();
  for (const { draft, assigned } of assignIds(draftGroups(plain))) {
    for (const { candidate } of draft.parts)
      ids.set(candidate.unit, assigned.id);
  }
  return ids;
}

/** When the oldest object of a draft was made, in milliseconds; `undefined` when none says so. */
function madeAt({ parts }: Draft): number | undefined {
  const times = parts
    .map(({ candidate }) => candidate.unit.root.object.metadata)
    .map(({ creationTimestamp }) => asTime(creationTimestamp))
    .filter(time => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/**
 * Where a second installation took the plain id away from the first (`postgresql` became `orders-postgres`
 * and `kong-postgres`), that id was the older one's.
 */
function findHeirs(ids: readonly Identified[]): Map<Draft, string> {
  const heirs = new Map<Draft, string>();
  const others = ids.filter(({ assigned: { id, plainId } }) => id !== plainId);
  if (others.length === 0) return heirs;
  const taken = new Set(ids.map(({ assigned }) => assigned.id));
  const claims = new Map<string, { draft: Draft; at: number }[]>();
  for (const {
    draft,
    assigned: { plainId },
  } of others) {
    if (taken.has(plainId)) continue;
    const at = madeAt(draft);
    if (at === undefined) continue;
    const list = claims.get(plainId);
    if (list) list.push({ draft, at });
    else claims.set(plainId, [{ draft, at }]);
  }
  for (const [plainId, list] of claims) {
    const [first, second] = list.sort((a, b) => a.at - b.at);
    if (first.at !== second?.at) heirs.set(first.draft, plainId);
  }
  return heirs;
}

function declaresFormer({ parts }: Draft): boolean {
  for (let at = 0; at < parts.length; at += 1)
    if (parts[at].candidate.overrides.formerIds.length > 0) return true;
  return false;
}

/** For each draft, the ids under which its history may be kept too; each is left behind by one draft only. */
export function findFormerIds(
  candidates: readonly Candidate[],
  ids: readonly Identified[],
  left: ReadonlyMap<Draft, string>,
): Map<Draft, string[]> {
  const natural = naturalIds(candidates);
  const heirs = findHeirs(ids);
  const found = new Map<Draft, string[]>();
  const old: Draft[] = [];
  for (let at = 0; at < ids.length; at += 1) {
    const { draft } = ids[at];
    if (
      draft.declared ||
      left.has(draft) ||
      heirs.has(draft) ||
      declaresFormer(draft)
    )
      old.push(draft);
  }
  if (old.length === 0) return found;
  const taken = new Set(ids.map(({ assigned }) => assigned.id));
  // Of two that want the same the first gets it.
  for (const draft of sortDrafts(old, one => one)) {
    const all = draft.parts.flatMap(({ candidate }) => [
      ...candidate.overrides.formerIds,
      ...(draft.declared ? [natural.get(candidate.unit) ?? []].flat() : []),
    ]);
    all.push(...[left.get(draft) ?? [], heirs.get(draft) ?? []].flat());
    const own = [...new Set(all)].filter(id => !taken.has(id)).sort();
    for (const id of own) taken.add(id);
    if (own.length > 0) found.set(draft, own);
  }
  return found;
}

/**
 * Ids that people declared, and what becomes of the ids that things would have had without.
 *
 * A catalog entity is its id: history, bookmarks and exemptions hang on it. So an annotation that renames
 * or merges says at the same time which id is left behind: the one that the same objects have when the
 * annotation is thought away. That is computed anew each time, needs no memory, and ends when another
 * service takes the old id.
 */
import { KubernetesIndex } from '../kubernetes';
import { assignIds, AssignedId } from './assignIds';
import { Candidate } from './Candidate';
import { Draft, draftGroups } from './draftGroups';
import { Unit } from './findUnits';
import { toServiceId } from './nameStem';
import { readPortalAnnotations } from './readPortalAnnotations';

/**
 * Puts what people declared to belong to a service into the draft that has that id by itself, when there
 * is exactly such a one in the same cluster: that is how one service is merged into another.
 */
export function joinDeclared(drafts: readonly Draft[]): Draft[] {
  const natural = assignIds(drafts.filter(({ declared }) => !declared));
  const joined = new Set<Draft>();
  for (const draft of drafts.filter(({ declared }) => declared)) {
    const host = [...natural].find(
      ([other, { id }]) => id === draft.stem && other.cluster === draft.cluster,
    )?.[0];
    if (!host) continue;
    host.parts.push(...draft.parts);
    // Its id must stay what the annotation names, whatever else is installed later.
    host.stem = draft.stem;
    host.declared = true;
    joined.add(draft);
  }
  return drafts.filter(draft => !joined.has(draft));
}

/** Gives drafts that nobody else named the ids that the predecessor's annotations ask for. */
export function adoptPortalIds(
  index: KubernetesIndex,
  drafts: readonly Draft[],
): void {
  for (const draft of drafts) {
    if (draft.declared) continue;
    const routes = draft.parts
      .flatMap(({ candidate }) => candidate.unit.workloads)
      .flatMap(({ entry }) => index.servicesOf(entry))
      .flatMap(service => index.routes.leadingTo(service));
    if (routes.length === 0) continue;
    const { id } = readPortalAnnotations(index, routes);
    if (!id) continue;
    draft.stem = toServiceId(id.value);
    draft.declared = true;
    draft.portal = `called ${draft.stem} by the predecessor's annotation on ${id.from}`;
  }
}

/** Whether any id is declared, so that another could be left behind. */
function isPlain(drafts: readonly Draft[]): boolean {
  return drafts.every(
    ({ declared, parts }) =>
      !declared &&
      parts.every(
        ({ candidate }) => candidate.overrides.formerIds.length === 0,
      ),
  );
}

/** The id that each unit's service would have without declared ids. */
function naturalIds(candidates: readonly Candidate[]): Map<Unit, string> {
  const plain = candidates.map(({ overrides, ...rest }): Candidate => {
    const { service: _declared, ...others } = overrides;
    return { ...rest, overrides: others };
  });
  const ids = new Map<Unit, string>();
  for (const [draft, { id }] of assignIds(draftGroups(plain))) {
    for (const { candidate } of draft.parts) ids.set(candidate.unit, id);
  }
  return ids;
}

/** For each draft, the ids under which its history may be kept too; each is left behind by one draft only. */
export function findFormerIds(
  candidates: readonly Candidate[],
  ids: ReadonlyMap<Draft, AssignedId>,
): Map<Draft, string[]> {
  if (isPlain([...ids.keys()])) return new Map();
  const natural = naturalIds(candidates);
  const taken = new Set([...ids.values()].map(({ id }) => id));
  const found = new Map<Draft, string[]>();
  for (const draft of ids.keys()) {
    const left = draft.parts.flatMap(({ candidate }) => [
      natural.get(candidate.unit) ?? [],
      candidate.overrides.formerIds,
    ]);
    const own = [...new Set(left.flat())].filter(id => !taken.has(id)).sort();
    for (const id of own) taken.add(id);
    if (own.length > 0) found.set(draft, own);
  }
  return found;
}

/**
 * Services formed anew where something changed, and taken from the last time where nothing did. Into which service a candidate goes and what
 * that is called follows from the candidates' shapes alone (`describeShape`): names, labels, marks of who installed it, what people declared. Most
 * of what happens in a cluster changes no shape: a pod restarts, a replica is added, a status is written, an owner is named. Then every draft
 * is the one of the last time, with the newer candidates in the places of the older ones, and only the services of those are completed anew.
 *
 * When any shape is another one, or something that can be seen from everywhere, or a place in which routes looked for whom to name, all is formed
 * from the beginning.
 */
import { KubernetesIndex, listPlaces, Place } from '../kubernetes';
import { Profile } from '../profiles';
import { Candidate } from './Candidate';
import { completeOnce, FormedService } from './completeOnce';
import { describeShape } from './describeShape';
import { Draft } from './draftGroups';
import { PlacedCandidates } from './findCandidates';
import { FormedGroups } from './formGroups';

/** The newer candidate of each that was replaced. */
type Newer = Map<Candidate, Candidate>;

/** Notes which candidates of a list took the place of which; gives whether all are of the same shape. */
function pairUp(
  before: readonly Candidate[],
  after: readonly Candidate[],
  { newer, profiles }: { newer: Newer; profiles: readonly Profile[] },
): boolean {
  if (before === after) return true;
  if (before.length !== after.length) return false;
  for (const [at, candidate] of after.entries()) {
    const last = before[at];
    if (last === candidate) continue;
    if (describeShape(last, profiles) !== describeShape(candidate, profiles))
      return false;
    newer.set(last, candidate);
  }
  return true;
}

/** The newer candidates by those that they replace; `undefined` when any is of another shape, or came, or went. */
function findNewer(
  before: PlacedCandidates,
  after: PlacedCandidates,
  profiles: readonly Profile[],
): Newer | undefined {
  if (before.length !== after.length) return undefined;
  const newer: Newer = new Map();
  const isSame = after.every((list, at) =>
    pairUp(before[at], list, { newer, profiles }),
  );
  return isSame ? newer : undefined;
}

/** Whether what drafting looked up beside the candidates is as it was. */
function isSameAround(
  { places, lookedAt }: FormedGroups,
  now: readonly Place[],
): boolean {
  if (places.length !== now.length || places[0]?.wide !== now[0]?.wide)
    return false;
  if (lookedAt.size === 0) return true;
  return now.every(
    ({ namespace = '', objects: [first] }, at) =>
      places[at] === now[at] || !lookedAt.has(`${first.cluster} ${namespace}`),
  );
}

/** Where each candidate is among the services that were formed last. */
const homes = new WeakMap<FormedGroups, Map<Candidate, number>>();

/** Takes it away from what was formed last: it is changed to what is formed next. */
function takeHomes(last: FormedGroups): Map<Candidate, number> {
  const known = homes.get(last);
  homes.delete(last);
  if (known) return known;
  const found = new Map<Candidate, number>();
  for (const [at, { draft }] of last.services.entries())
    for (const { candidate } of draft.parts) found.set(candidate, at);
  return found;
}

function replaceParts(draft: Draft, newer: Newer): Draft {
  return {
    ...draft,
    parts: draft.parts.map(part => ({
      candidate: newer.get(part.candidate) ?? part.candidate,
      because: part.because,
    })),
  };
}

/** Moves the newer candidates in; gives where services are touched by that. */
function moveIn(places: Map<Candidate, number>, newer: Newer): Set<number> {
  const touched = new Set<number>();
  for (const [older, candidate] of newer) {
    const at = places.get(older);
    if (at === undefined) continue;
    touched.add(at);
    places.delete(older);
    places.set(candidate, at);
  }
  return touched;
}

/**
 * What {@link formGroups} would form, made from what was formed last; `undefined` when it has to be formed from the beginning. `placed` are the
 * candidates of the index.
 */
export function reformGroups(
  last: FormedGroups,
  now: {
    index: KubernetesIndex;
    placed: PlacedCandidates;
    profiles: readonly Profile[];
  },
): FormedGroups | undefined {
  const { index, placed, profiles } = now;
  const places = listPlaces(index);
  if (!isSameAround(last, places)) return undefined;
  const newer = findNewer(last.placed, placed, profiles);
  if (!newer) return undefined;
  const moved = takeHomes(last);
  const services: FormedService[] = [...last.services];
  const groups = [...last.groups];
  for (const at of moveIn(moved, newer)) {
    const { assigned, system, formerIds } = services[at];
    const draft = replaceParts(services[at].draft, newer);
    services[at] = completeOnce(index, { draft, assigned, system, formerIds });
    groups[at] = services[at].group;
  }
  const excluded = last.excluded.map(({ candidate, because }) => ({
    candidate: newer.get(candidate) ?? candidate,
    because,
  }));
  const formed = { ...last, places, placed, services, groups, excluded };
  homes.set(formed, moved);
  return formed;
}

/**
 * Which candidates of a place stand although something in it changed. A workload, a ReplicaSet, a pod is seen by the service that it
 * is part of, and by nobody else for as long as its name, its labels and its owners are the same: Services and budgets select by
 * labels, autoscalers and claims name by name. So whoever writes a status or an annotation on one of them touches one candidate,
 * whatever the size of its namespace. Whatever else changes may be seen by every candidate of the place.
 */
import {
  InventoryObject,
  isWorkload,
  Place,
  podTemplateOf,
} from '../kubernetes';
import { standsAside } from '../kubernetes/PlaceTables';
import { Candidate } from './Candidate';
import { Belonging } from './findBelongings';
import { Unit } from './findUnits';

type Found = readonly InventoryObject[];

/** The candidates whose objects all are in one place, and what belongs to others. */
export interface PlaceCandidates {
  own: readonly Candidate[];
  strays: readonly Belonging[];
}

/** When more than this changed, all is looked at anew. */
const FEW = 50;

/** What lists do not share at their beginnings and ends. */
function trimShared(one: Found, other: Found): [Found, Found] {
  const shorter = Math.min(one.length, other.length);
  let from = 0;
  while (from < shorter && one[from] === other[from]) from += 1;
  let after = 0;
  while (
    after < shorter - from &&
    one[one.length - 1 - after] === other[other.length - 1 - after]
  )
    after += 1;
  return [
    one.slice(from, one.length - after),
    other.slice(from, other.length - after),
  ];
}

function without(list: Found, other: Found): Found {
  const known = new Set(other);
  return list.filter(entry => !known.has(entry) && !standsAside(entry.object));
}

/** Whether something names as its owner what otherwise says nothing of services: then that may stand in a chain of owners. */
function hasOddOwner({ object }: InventoryObject): boolean {
  const { ownerReferences } = object.metadata;
  return (
    ownerReferences !== undefined &&
    !standsAside(object) &&
    ownerReferences.some(owner => owner.kind !== 'Node' && standsAside(owner))
  );
}

/** All that others can see of an object that is part of one service. */
function describeBearing({ object }: InventoryObject): string {
  const { apiVersion, kind, metadata } = object;
  const { name, uid, labels, ownerReferences } = metadata;
  const own = isWorkload(object) ? podTemplateOf(object).labels : undefined;
  return JSON.stringify([
    [apiVersion, kind, name, uid],
    [labels, ownerReferences, own],
  ]);
}

/** The newer object of each that changed; `undefined` when something changed that others may see. */
function pairChanges(
  before: Found,
  after: Found,
): ReadonlyMap<InventoryObject, InventoryObject> | undefined {
  const [older, newer] = trimShared(before, after);
  const gone = without(older, newer);
  const come = without(newer, older);
  if (gone.length !== come.length || gone.length > FEW) return undefined;
  const byBearing = new Map(come.map(one => [describeBearing(one), one]));
  if (byBearing.size < come.length) return undefined;
  const pairs = new Map<InventoryObject, InventoryObject>();
  for (const entry of gone) {
    const next = byBearing.get(describeBearing(entry));
    if (!next || !isWorkload(entry.object)) return undefined;
    pairs.set(entry, next);
  }
  return pairs;
}

function isTouched(
  { members, workloads }: Unit,
  changes: ReadonlyMap<InventoryObject, InventoryObject>,
): boolean {
  return (
    members.some(member => changes.has(member)) ||
    workloads.some(({ pods }) => pods.some(pod => changes.has(pod)))
  );
}

/** What was found in a place, when it was what it was then. */
export interface LookedAt {
  place: Place;
  found: PlaceCandidates;
}

/**
 * The candidates of a place, those that nothing touched the very same as before; `undefined` when all have to be looked for anew.
 *
 * @param form - Makes candidates of what belongs to these objects, sorted as those of a place; `undefined` when some of it belongs elsewhere.
 */
export function keepCandidates(
  { place: before, found }: LookedAt,
  place: Place,
  form: (entries: Found) => readonly Candidate[] | undefined,
): PlaceCandidates | undefined {
  if (before.wide !== place.wide || found.strays.length > 0) return undefined;
  const changes = pairChanges(before.objects, place.objects);
  if (!changes || place.objects.some(hasOddOwner)) return undefined;
  if (changes.size === 0) return found;
  const touched = found.own.filter(({ unit }) => isTouched(unit, changes));
  const entries = touched.flatMap(({ unit }) => unit.members);
  if (entries.filter(one => changes.has(one)).length < changes.size)
    return undefined;
  const formed = form(entries.map(one => changes.get(one) ?? one));
  const isSame =
    formed?.length === touched.length &&
    formed.every(({ order }, at) => order === touched[at].order);
  if (!isSame) return undefined;
  const newer = new Map(touched.map((one, at) => [one, formed[at]]));
  return { own: found.own.map(one => newer.get(one) ?? one), strays: [] };
}

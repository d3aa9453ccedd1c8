/**
 * What of the objects is still the same as the last time, namespace by namespace. Grouping looks from a workload at
 * its namespace, and at few kinds beyond it; so what was found in a namespace holds for as long as every object of
 * that namespace, and every object that is looked at from everywhere, is the same one. A place is the witness of that:
 * the same place means the same objects, and what is remembered of it needs no other key.
 */
import { InventoryObject } from './objects';
import { KubernetesIndex } from './KubernetesIndex';
import { areSame, PlaceTables } from './PlaceTables';

/** A namespace of a cluster with what is in it, or what a cluster has outside of all namespaces. */
export interface Place {
  /** Absent outside of all namespaces. */
  readonly namespace?: string;
  /** In the order of the index. */
  readonly objects: readonly InventoryObject[];
  /** What can be looked at from every place; part of what makes two places the same. */
  readonly wide: readonly InventoryObject[];
}

const NONE: readonly InventoryObject[] = [];
/** The last list that begins with an object. */
const lists = new WeakMap<InventoryObject, readonly InventoryObject[]>();
const places = new WeakMap<PlaceTables, Place>();
const known = new WeakMap<KubernetesIndex, readonly Place[]>();

function settle(list: readonly InventoryObject[]): readonly InventoryObject[] {
  const [first] = list;
  if (!first) return NONE;
  const last = lists.get(first);
  if (last && areSame(last, list)) return last;
  lists.set(first, list);
  return list;
}

/** All places of an index; those in which nothing changed are the same as the last time. */
export function listPlaces(index: KubernetesIndex): readonly Place[] {
  const last = known.get(index);
  if (last) return last;
  const wide = settle(index.tables.flatMap(tables => tables.wide));
  const found = index.tables.map((tables): Place => {
    const place = places.get(tables);
    if (place?.wide === wide) return place;
    const { objects } = tables;
    const { namespace } = objects[0].object.metadata;
    const next = { objects, wide, ...(namespace ? { namespace } : {}) };
    places.set(tables, next);
    return next;
  });
  known.set(index, found);
  return found;
}

import { InventoryObject } from '../kubernetes';
import { podTemplateOf } from '../kubernetes/podTemplate';
import { Profile, Recognition, recogniseWorkload } from '../profiles';
import { Unit } from './findUnits';
import type { FormedService } from './completeOnce';
import { Overrides } from './readOverrides';

/** A unit with what is known of it. */
export interface Candidate {
  unit: Unit;
  /** Text by which candidates are sorted: the cluster and the identity of the root. */
  order: string;
  overrides: Overrides;
  profile?: Profile;
  /** How the profile recognised it. */
  recognised?: string;
  /** The service of the draft that began with it the last time; see `completeOnce`. */
  formed?: FormedService;
}

/** The name of a unit: of the custom resource that owns it, or its own. */
export function unitName(unit: Unit): string {
  return unit.unknownOwner?.name ?? unit.root.object.metadata.name;
}

/** The labels of a unit: of its root, else of a workload, else of a pod template; blank ones do not count. */
export function unitLabels(unit: Unit): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { object } of unit.annotated) {
    for (const own of [object.metadata.labels, podTemplateOf(object).labels]) {
      for (const [key, value] of Object.entries(own ?? {}))
        if (value !== '' && !found.has(key)) found.set(key, value);
    }
  }
  return found;
}

/** A label of a unit: that of {@link unitLabels}, without looking at the others. */
export function unitLabel(unit: Unit, key: string): string | undefined {
  const { annotated } = unit;
  for (let at = 0; at < annotated.length; at += 1) {
    const { object } = annotated[at];
    const value =
      object.metadata.labels?.[key] || podTemplateOf(object).labels[key];
    if (value) return value;
  }
  return undefined;
}

/** The profile of a unit: that of its root, else that of the first workload that is recognised. */
export function recogniseUnit(
  unit: Unit,
  profiles: readonly Profile[],
): Recognition | undefined {
  const { annotated } = unit;
  for (let at = 0; at < annotated.length; at += 1) {
    const found = recogniseWorkload(annotated[at].object, profiles);
    if (found) return found;
  }
  return undefined;
}

/** The namespace of an object; `default` for objects without one. */
export function spaceOf(entry: InventoryObject): string {
  return entry.object.metadata.namespace ?? 'default';
}

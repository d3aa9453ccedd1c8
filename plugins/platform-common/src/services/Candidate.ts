import { InventoryObject, labelOf, podTemplateOf } from '../kubernetes';
import { Profile, Recognition, recogniseWorkload } from '../profiles';
import { Unit } from './findUnits';
import { Overrides } from './readOverrides';

/** A unit with what is known of it. */
export interface Candidate {
  unit: Unit;
  overrides: Overrides;
  profile?: Profile;
  /** How the profile recognised it. */
  recognised?: string;
}

/** The name of a unit: of the custom resource that owns it, or its own. */
export function unitName(unit: Unit): string {
  return unit.unknownOwner?.name ?? unit.root.object.metadata.name;
}

/** A label of a unit: of its root, of a workload or of a pod template. */
export function unitLabel(unit: Unit, key: string): string | undefined {
  const entries = [unit.root, ...unit.workloads.map(({ entry }) => entry)];
  for (const { object } of entries) {
    const value = labelOf(object, key) ?? podTemplateOf(object).labels[key];
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** The profile of a unit: that of its root, else that of the first workload that is recognised. */
export function recogniseUnit(
  unit: Unit,
  profiles: readonly Profile[],
): Recognition | undefined {
  const entries = new Set([
    unit.root,
    ...unit.workloads.map(({ entry }) => entry),
  ]);
  for (const { object } of entries) {
    const found = recogniseWorkload(object, profiles);
    if (found) return found;
  }
  return undefined;
}

/** The namespace of an object; `default` for objects without one. */
export function spaceOf(entry: InventoryObject): string {
  return entry.object.metadata.namespace ?? 'default';
}

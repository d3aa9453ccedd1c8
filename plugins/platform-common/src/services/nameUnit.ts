/**
 * The name that groups a unit with others, and the rule that gives it. Most of it is asked anew with every change of a
 * cluster, and answered from what was found out about the same unit before.
 */
import { Candidate, spaceOf, unitLabel, unitName } from './Candidate';
import { nameOfInstaller } from './findDeployers';
import { Unit } from './findUnits';
import { COMMON_ROLES, nameStem } from './nameStem';

const PART_OF = 'app.kubernetes.io/part-of';
/** Knative gives each revision a Deployment of another name; the service stays the same. */
const KNATIVE = 'serving.knative.dev/service';
const GROUPING_LABELS = [
  KNATIVE,
  PART_OF,
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
] as const;

/** A value of a label that groups. */
interface GroupingValue {
  key: (typeof GROUPING_LABELS)[number];
  value: string;
  /** The value with its label and cluster: what an umbrella is known by. */
  at: string;
}

/** What is known of a unit. */
interface KnownUnit {
  values: readonly GroupingValue[];
  /** How it is called where none of its values is an umbrella. */
  plain?: UnitName;
}

/** What is known of units in use; a unit never changes. */
const known = new WeakMap<Unit, KnownUnit>();

function lookUp(unit: Unit): KnownUnit {
  const last = known.get(unit);
  if (last) return last;
  const made: KnownUnit = { values: readGroupingValues(unit) };
  known.set(unit, made);
  return made;
}

function readGroupingValues(unit: Unit): readonly GroupingValue[] {
  const found: GroupingValue[] = [];
  for (const key of GROUPING_LABELS) {
    const value = unitLabel(unit, key);
    if (value !== undefined)
      found.push({ key, value, at: `${unit.root.cluster} ${key}=${value}` });
  }
  return found;
}

/** The first profile and the first namespace that carry a value. */
interface Reach {
  profile?: string;
  space: string;
}

/**
 * Values of grouping labels that cover too much to be one service: an umbrella chart, the whole
 * platform. A value is one when units of two profiles carry it, or when it spans namespaces.
 */
export function findUmbrellas(candidates: readonly Candidate[]): Set<string> {
  const reaches = new Map<string, Reach>();
  const umbrellas = new Set<string>();
  for (const { unit, profile } of candidates) {
    const space = spaceOf(unit.root);
    for (const { key, at } of lookUp(unit).values) {
      const reach = reaches.get(at);
      if (!reach) {
        reaches.set(at, { profile: profile?.id, space });
        continue;
      }
      reach.profile ??= profile?.id;
      const mixes = profile !== undefined && profile.id !== reach.profile;
      const spreads = key === PART_OF && space !== reach.space;
      if (mixes || spreads) umbrellas.add(at);
    }
  }
  return umbrellas;
}

/** Values that say what kind of thing a workload is, and not which. */
const NAMELESS: ReadonlySet<string> = new Set([
  ...COMMON_ROLES,
  'app',
  'application',
  'main',
  'manager',
  'controller-manager',
  'operator',
  'service',
]);

/** Whether a name is that of the whole, or starts with it: `curves-api` of `curves`. */
function isOf(own: string, whole: string): boolean {
  return own === whole || own.startsWith(`${whole}-`);
}

interface Named {
  name: string;
  because: string;
}

/** The name of the release or application that installed a unit, when the unit is named after it. */
function nameByInstaller(unit: Unit): Named | undefined {
  const found = nameOfInstaller(unit.annotated);
  return found && isOf(unitName(unit), found.name) && !NAMELESS.has(found.name)
    ? found
    : undefined;
}

/** The name that a unit's labels, or what installed it, give it, with the rule. */
function nameByLabels(unit: Unit, umbrellas: ReadonlySet<string>): Named {
  const own = unitName(unit);
  const found = lookUp(unit).values;
  for (const key of GROUPING_LABELS) {
    const item = found.find(one => one.key === key);
    const counts =
      item !== undefined &&
      !NAMELESS.has(item.value) &&
      !umbrellas.has(item.at) &&
      (key !== PART_OF || isOf(own, item.value));
    if (counts)
      return {
        name: item.value,
        because: `grouped by label ${key}=${item.value}`,
      };
    // An umbrella's parts are told apart by their labels; a release of one thing holds it together.
    const installer = key === PART_OF ? nameByInstaller(unit) : undefined;
    if (installer) return installer;
  }
  return {
    name: own,
    because: unit.unknownOwner
      ? `grouped by its owner ${unit.unknownOwner.kind} ${own}, which is not read`
      : `named after ${unit.root.object.kind} ${own}`,
  };
}

/** How a unit is called, and what it could share with its neighbours. */
export interface UnitName extends Named {
  /** The name without the words for roles. */
  stem: string;
  /** Cluster, namespace and stem: those that agree in it are neighbours of the same stem. */
  family: string;
}

function nameAnew(unit: Unit, umbrellas: ReadonlySet<string>): UnitName {
  const named = nameByLabels(unit, umbrellas);
  const stem = nameStem(named.name, COMMON_ROLES);
  const { root } = unit;
  return { ...named, stem, family: `${root.cluster} ${spaceOf(root)} ${stem}` };
}

const NO_UMBRELLAS: ReadonlySet<string> = new Set();

/** How a unit that nobody declared and no profile recognises is called, and why. */
export function nameUnit(unit: Unit, umbrellas: ReadonlySet<string>): UnitName {
  const own = lookUp(unit);
  if (own.values.some(({ at }) => umbrellas.has(at)))
    return nameAnew(unit, umbrellas);
  own.plain ??= nameAnew(unit, NO_UMBRELLAS);
  return own.plain;
}

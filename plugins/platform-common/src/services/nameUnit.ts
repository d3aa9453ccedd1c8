/**
 * The name that groups a unit with others, and the rule that gives it. Most of it is asked anew with every change of a
 * cluster, and answered from what was found out about the same unit before.
 */
import { podTemplateOf } from '../kubernetes/podTemplate';
import { Candidate, unitLabel, unitName } from './Candidate';
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

/** How the reason of a name by each label begins. */
const REASONS = Object.fromEntries(
  GROUPING_LABELS.map(key => [key, `grouped by label ${key}=`]),
);

/** A value of a label that groups. */
export interface GroupingValue {
  key: (typeof GROUPING_LABELS)[number];
  value: string;
}

const NO_VALUES: readonly GroupingValue[] = [];
const NO_LABELS: Record<string, string> = {};

/** The values of a unit, in the order of the labels. */
function valuesOf(unit: Unit): readonly GroupingValue[] {
  unit.values ??= readGroupingValues(unit);
  return unit.values;
}

function readGroupingValues(unit: Unit): readonly GroupingValue[] {
  const { annotated } = unit;
  const { object } = annotated[0];
  const { labels: own = NO_LABELS } = object.metadata;
  const { labels: made } = podTemplateOf(object);
  let found: GroupingValue[] | undefined;
  for (let at = 0; at < GROUPING_LABELS.length; at += 1) {
    const key = GROUPING_LABELS[at];
    // Most units are one object: the others are looked at where there are any.
    const first = own[key] || made[key];
    const value =
      first || annotated.length === 1 ? first : unitLabel(unit, key);
    if (!value) continue;
    if (found) found.push({ key, value });
    else found = [{ key, value }];
  }
  return found ?? NO_VALUES;
}

/** What an umbrella is known by. */
function umbrellaOf(unit: Unit, { key, value }: GroupingValue): string {
  return `${unit.root.cluster} ${key}=${value}`;
}

/** The first that carry each value of each label, in one cluster. */
class Reaches {
  readonly #byKey = new Map<string, Map<string, Candidate>>();

  /** The first that carries a value; the first of a profile, where any is. */
  first({ key, value }: GroupingValue, candidate: Candidate): Candidate {
    let byValue = this.#byKey.get(key);
    if (!byValue) {
      byValue = new Map();
      this.#byKey.set(key, byValue);
    }
    const first = byValue.get(value);
    if (first && (first.profile || !candidate.profile)) return first;
    byValue.set(value, candidate);
    return first ?? candidate;
  }
}

/**
 * Values of grouping labels that cover too much to be one service: an umbrella chart, the whole
 * platform. A value is one when units of two profiles carry it, or when it spans namespaces.
 */
export function findUmbrellas(candidates: readonly Candidate[]): Set<string> {
  const clusters = new Map<string, Reaches>();
  const umbrellas = new Set<string>();
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    const { unit, profile } = candidate;
    const { cluster } = unit.root;
    const reaches = clusters.get(cluster) ?? new Reaches();
    if (!clusters.has(cluster)) clusters.set(cluster, reaches);
    const values = valuesOf(unit);
    for (let place = 0; place < values.length; place += 1) {
      const item = values[place];
      const first = reaches.first(item, candidate);
      if (first === candidate) continue;
      const mixes =
        profile !== undefined &&
        first.profile !== undefined &&
        profile.id !== first.profile.id;
      const spreads = item.key === PART_OF && unit.place !== first.unit.place;
      if (mixes || spreads) umbrellas.add(umbrellaOf(unit, item));
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
  const found = nameOfInstaller(unit);
  return found && isOf(unitName(unit), found.name) && !NAMELESS.has(found.name)
    ? found
    : undefined;
}

/** Whether a value is the name of a unit. */
function names(
  item: GroupingValue,
  unit: Unit,
  umbrellas: ReadonlySet<string>,
): boolean {
  const { key, value } = item;
  return (
    !NAMELESS.has(value) &&
    (umbrellas.size === 0 || !umbrellas.has(umbrellaOf(unit, item))) &&
    (key !== PART_OF || isOf(unitName(unit), value))
  );
}

/** The name that a unit's labels, or what installed it, give it, with the rule. */
function nameByLabels(unit: Unit, umbrellas: ReadonlySet<string>): Named {
  const values = valuesOf(unit);
  let next = 0;
  for (let at = 0; at < GROUPING_LABELS.length; at += 1) {
    const key = GROUPING_LABELS[at];
    const item = values[next]?.key === key ? values[next] : undefined;
    if (item) next += 1;
    if (item && names(item, unit, umbrellas))
      return {
        name: item.value,
        because: `${REASONS[key]}${item.value}`,
      };
    // An umbrella's parts are told apart by their labels; a release of one thing holds it together.
    const installer = key === PART_OF ? nameByInstaller(unit) : undefined;
    if (installer) return installer;
  }
  const own = unitName(unit);
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
}

function nameAnew(unit: Unit, umbrellas: ReadonlySet<string>): UnitName {
  const { name, because } = nameByLabels(unit, umbrellas);
  return { name, because, stem: nameStem(name, COMMON_ROLES) };
}

const NO_UMBRELLAS: ReadonlySet<string> = new Set();

/** How a unit that nobody declared and no profile recognises is called, and why. */
export function nameUnit(unit: Unit, umbrellas: ReadonlySet<string>): UnitName {
  const isCovered =
    umbrellas.size > 0 &&
    valuesOf(unit).some(item => umbrellas.has(umbrellaOf(unit, item)));
  if (isCovered) return nameAnew(unit, umbrellas);
  unit.plainName ??= nameAnew(unit, NO_UMBRELLAS);
  return unit.plainName;
}

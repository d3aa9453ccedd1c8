/**
 * From units to drafts of services, by the first rule that applies: what people declared, what a profile
 * recognises, what the well-known labels say, what the names share. Every rule looks at a set of units
 * and never at their order.
 */
import { Profile } from '../profiles';
import { Candidate, spaceOf, unitLabel, unitName } from './Candidate';
import { findInstallations } from './findInstallations';
import { nameOfInstaller } from './findDeployers';
import { Unit } from './findUnits';
import { COMMON_ROLES, nameStem } from './nameStem';
import { annotatedOf, SERVICE_ANNOTATIONS } from './readOverrides';

const PART_OF = 'app.kubernetes.io/part-of';
const GROUPING_LABELS = [
  PART_OF,
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
] as const;

/** A service in the making. */
export interface Draft {
  cluster: string;
  namespace: string;
  profile?: Profile;
  /** What distinguishes this installation: the name without its roles. */
  stem: string;
  /** Whether the id was declared by annotation and must be kept. */
  declared: boolean;
  /** Why it is called as the predecessor's annotation says, when it is. */
  portal?: string;
  /** Its parts, each with the sentence that says why. */
  parts: { candidate: Candidate; because: string }[];
}

/**
 * Values of grouping labels that cover too much to be one service: an umbrella chart, the whole
 * platform. A value is one when units of two profiles carry it, or when it spans namespaces.
 */
export function findUmbrellas(candidates: readonly Candidate[]): Set<string> {
  const profiles = new Map<string, Set<string>>();
  const spaces = new Map<string, Set<string>>();
  for (const { unit, profile } of candidates) {
    for (const key of GROUPING_LABELS) {
      const value = unitLabel(unit, key);
      if (value === undefined) continue;
      const at = `${unit.root.cluster} ${key}=${value}`;
      const seen = profiles.get(at) ?? new Set();
      if (profile) seen.add(profile.id);
      profiles.set(at, seen);
      const places = spaces.get(at) ?? new Set();
      places.add(spaceOf(unit.root));
      spaces.set(at, places);
    }
  }
  const wide = [...profiles].filter(([at, seen]) => {
    const spread = at.includes(PART_OF) && (spaces.get(at)?.size ?? 0) > 1;
    return seen.size > 1 || spread;
  });
  return new Set(wide.map(([at]) => at));
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

/** The name of the release or application that installed a unit, when the unit is named after it. */
function nameByInstaller(unit: Unit): Named | undefined {
  const found = nameOfInstaller(annotatedOf(unit));
  return found && isOf(unitName(unit), found.name) && !NAMELESS.has(found.name)
    ? found
    : undefined;
}

interface Named {
  name: string;
  because: string;
}

/** The name that a unit's labels, or what installed it, give it, with the rule. */
function nameByLabels(unit: Unit, umbrellas: ReadonlySet<string>): Named {
  const own = unitName(unit);
  for (const key of GROUPING_LABELS) {
    const value = unitLabel(unit, key);
    const counts =
      value !== undefined &&
      !NAMELESS.has(value) &&
      !umbrellas.has(`${unit.root.cluster} ${key}=${value}`) &&
      (key !== PART_OF || isOf(own, value));
    if (counts)
      return { name: value, because: `grouped by label ${key}=${value}` };
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

class Drafts {
  readonly #byKey = new Map<string, Draft>();

  add(key: string, draft: Omit<Draft, 'parts'>, part: Draft['parts'][0]): void {
    const full = `${draft.cluster} ${key}`;
    const known = this.#byKey.get(full);
    if (known) {
      known.parts.push(part);
      known.profile ??= draft.profile;
    } else this.#byKey.set(full, { ...draft, parts: [part] });
  }

  list(): Draft[] {
    return [...this.#byKey.values()];
  }
}

/** Stems that at least two different label names of one namespace share. */
function findFamilies(
  names: readonly { at: string; name: string; stem: string }[],
) {
  const families = new Map<string, Set<string>>();
  for (const { at, name, stem } of names) {
    if (stem.length < 3) continue;
    const key = `${at} ${stem}`;
    families.set(key, (families.get(key) ?? new Set()).add(name));
  }
  return families;
}

function placeUnrecognised(
  candidates: readonly Candidate[],
  umbrellas: ReadonlySet<string>,
  drafts: Drafts,
): void {
  const named = candidates.map(candidate => {
    const { name, because } = nameByLabels(candidate.unit, umbrellas);
    const { root } = candidate.unit;
    const at = `${root.cluster} ${spaceOf(root)}`;
    const stem = nameStem(name, COMMON_ROLES);
    return { candidate, at, name, stem, because };
  });
  const families = findFamilies(named);
  for (const { candidate, at, name, stem, because } of named) {
    const { root } = candidate.unit;
    const family = families.get(`${at} ${stem}`);
    const shared = family !== undefined && family.size > 1;
    const namespace = spaceOf(root);
    drafts.add(
      `${namespace} ~${shared ? stem : name}`,
      {
        cluster: root.cluster,
        namespace,
        stem: shared ? stem : name,
        declared: false,
      },
      {
        candidate,
        because: shared
          ? `${because}; grouped with others named ${stem}-*`
          : because,
      },
    );
  }
}

/** Drafts of services out of everything that serves. */
export function draftGroups(candidates: readonly Candidate[]): Draft[] {
  const drafts = new Drafts();
  const umbrellas = findUmbrellas(candidates);
  const installationOf = findInstallations(candidates);
  const unrecognised: Candidate[] = [];
  for (const candidate of candidates) {
    const { unit, overrides, profile, recognised } = candidate;
    const { cluster } = unit.root;
    const namespace = spaceOf(unit.root);
    if (overrides.service !== undefined) {
      const { id: stem, from } = overrides.service;
      drafts.add(
        `=${stem}`,
        {
          cluster,
          namespace,
          stem,
          declared: true,
          ...(profile ? { profile } : {}),
        },
        {
          candidate,
          because: `declared as service ${stem} by annotation ${SERVICE_ANNOTATIONS.service} on ${from}`,
        },
      );
    } else if (profile) {
      const stem = installationOf(candidate, profile);
      drafts.add(
        `${namespace} ${profile.id} ${stem}`,
        { cluster, namespace, profile, stem, declared: false },
        { candidate, because: recognised ?? '' },
      );
    } else unrecognised.push(candidate);
  }
  placeUnrecognised(unrecognised, umbrellas, drafts);
  return drafts.list();
}

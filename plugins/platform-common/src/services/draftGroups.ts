/**
 * From units to drafts of services, by the first rule that applies: what people declared, what a profile
 * recognises, what the well-known labels say, what the names share. Every rule looks at a set of units
 * and never at their order.
 */
import { Profile } from '../profiles';
import { Candidate, spaceOf } from './Candidate';
import { findInstallations } from './findInstallations';
import { findUmbrellas, nameUnit, UnitName } from './nameUnit';
import { SERVICE_ANNOTATIONS } from './readOverrides';

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

/** A stem that is shorter says too little to hold names together. */
const SHORTEST_STEM = 3;

/** Families of neighbours whose stem at least two different names share. */
function findFamilies(names: readonly UnitName[]): Set<string> {
  const first = new Map<string, string>();
  const families = new Set<string>();
  for (const { name, stem, family } of names) {
    if (stem.length < SHORTEST_STEM) continue;
    const other = first.get(family);
    if (other === undefined) first.set(family, name);
    else if (other !== name) families.add(family);
  }
  return families;
}

function placeUnrecognised(
  candidates: readonly Candidate[],
  umbrellas: ReadonlySet<string>,
  drafts: Drafts,
): void {
  const names = candidates.map(({ unit }) => nameUnit(unit, umbrellas));
  const families = findFamilies(names);
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    const { root } = candidate.unit;
    const { name, stem, because, family } = names[at];
    const isShared = families.has(family);
    const namespace = spaceOf(root);
    drafts.add(
      `${namespace} ~${isShared ? stem : name}`,
      {
        cluster: root.cluster,
        namespace,
        stem: isShared ? stem : name,
        declared: false,
      },
      {
        candidate,
        because: isShared
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

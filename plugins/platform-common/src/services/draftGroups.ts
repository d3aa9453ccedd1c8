/**
 * From units to drafts of services, by the first rule that applies: what people declared, what a profile
 * recognises, what the well-known labels say, what the names share. Every rule looks at a set of units
 * and never at their order.
 */
import { Profile } from '../profiles';
import { Candidate, spaceOf, unitName } from './Candidate';
import { findInstallations } from './findInstallations';
import { Unit } from './findUnits';
import { findUmbrellas, nameUnit, UnitName } from './nameUnit';
import { toServiceId } from './nameStem';
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

/** A draft with its first part; all of one shape, for there are thousands. */
function newDraft(
  part: Draft['parts'][0],
  stem: string,
  { profile, declared }: Pick<Draft, 'profile' | 'declared'>,
): Draft {
  const { root } = part.candidate.unit;
  return {
    cluster: root.cluster,
    namespace: spaceOf(root),
    profile,
    stem,
    declared,
    portal: undefined,
    parts: [part],
  };
}

const UNRECOGNISED = { profile: undefined, declared: false };

/** A stem that is shorter says too little to hold names together. */
const SHORTEST_STEM = 3;

/** What is drafted in one namespace. */
class DraftPlace {
  /** By profile and stem. */
  readonly recognised = new Map<string, Draft>();
  /** By name. */
  readonly named = new Map<string, Draft>();
  /** The first name of each stem. */
  readonly #stems = new Map<string, string>();
  /** Stems that at least two different names share. */
  readonly families = new Set<string>();

  /** Takes note of a name and what it could share with others. */
  note({ name, stem }: UnitName): void {
    if (stem.length < SHORTEST_STEM) return;
    const other = this.#stems.get(stem);
    if (other === undefined) this.#stems.set(stem, name);
    else if (other !== name) this.families.add(stem);
  }
}

class Drafts {
  readonly all: Draft[] = [];
  readonly #declared = new Map<string, Draft>();
  readonly #places = new Map<string, DraftPlace>();

  at({ place }: Unit): DraftPlace {
    const known = this.#places.get(place);
    if (known) return known;
    const made = new DraftPlace();
    this.#places.set(place, made);
    return made;
  }

  #add(drafts: Map<string, Draft>, key: string, draft: Draft): void {
    drafts.set(key, draft);
    this.all.push(draft);
  }

  declare(candidate: Candidate, stem: string, because: string): void {
    const { profile, unit } = candidate;
    const key = `${unit.root.cluster} ${stem}`;
    const part = { candidate, because };
    const known = this.#declared.get(key);
    if (known) {
      known.parts.push(part);
      known.profile ??= profile;
      return;
    }
    const draft = newDraft(part, stem, { profile, declared: true });
    this.#add(this.#declared, key, draft);
  }

  recognise(candidate: Candidate, profile: Profile, stem: string): void {
    const { recognised } = this.at(candidate.unit);
    const key = `${profile.id} ${stem}`;
    const part = { candidate, because: candidate.recognised ?? '' };
    const known = recognised.get(key);
    if (known) known.parts.push(part);
    else
      this.#add(
        recognised,
        key,
        newDraft(part, stem, { profile, declared: false }),
      );
  }

  name(candidate: Candidate, stem: string, because: string): void {
    const { named } = this.at(candidate.unit);
    const part = { candidate, because };
    const known = named.get(stem);
    if (known) known.parts.push(part);
    else this.#add(named, stem, newDraft(part, stem, UNRECOGNISED));
  }
}

/** Drafts of runs that belong to no service. */
export class OwnDrafts {
  readonly all: Draft[] = [];
  readonly #places = new Map<string, Map<string, Draft>>();

  /** Gives a run a draft of its own, or one with those of its name. */
  add(candidate: Candidate): void {
    const { unit } = candidate;
    const stem = unitName(unit);
    const id = toServiceId(stem);
    const place = this.#places.get(unit.place) ?? new Map<string, Draft>();
    if (place.size === 0) this.#places.set(unit.place, place);
    const part = {
      candidate,
      because: 'a service of its own, because it belongs to no other',
    };
    const known = place.get(id);
    if (known) {
      known.parts.push(part);
      return;
    }
    const draft = newDraft(part, stem, UNRECOGNISED);
    place.set(id, draft);
    this.all.push(draft);
  }
}

function placeUnrecognised(
  candidates: readonly Candidate[],
  umbrellas: ReadonlySet<string>,
  drafts: Drafts,
): void {
  const names: UnitName[] = [];
  for (let at = 0; at < candidates.length; at += 1) {
    const { unit } = candidates[at];
    const name = nameUnit(unit, umbrellas);
    names.push(name);
    drafts.at(unit).note(name);
  }
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    const { name, stem, because } = names[at];
    if (drafts.at(candidate.unit).families.has(stem))
      drafts.name(
        candidate,
        stem,
        `${because}; grouped with others named ${stem}-*`,
      );
    else drafts.name(candidate, name, because);
  }
}

/** Drafts of services out of everything that serves. */
export function draftGroups(candidates: readonly Candidate[]): Draft[] {
  const drafts = new Drafts();
  const umbrellas = findUmbrellas(candidates);
  const installationOf = findInstallations(candidates);
  const unrecognised: Candidate[] = [];
  for (const candidate of candidates) {
    const { overrides, profile } = candidate;
    if (overrides.service !== undefined) {
      const { id, from } = overrides.service;
      drafts.declare(
        candidate,
        id,
        `declared as service ${id} by annotation ${SERVICE_ANNOTATIONS.service} on ${from}`,
      );
    } else if (profile)
      drafts.recognise(candidate, profile, installationOf(candidate, profile));
    else unrecognised.push(candidate);
  }
  placeUnrecognised(unrecognised, umbrellas, drafts);
  return drafts.all;
}

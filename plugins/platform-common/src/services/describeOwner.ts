/**
 * Whose a service is. The nearest word counts: what stands on a workload, then what stands on its
 * namespace, then what the profile says, then the default. In the same place our own annotation comes before
 * the words that are common elsewhere (`readOwnerWord`). Where parts of one service name different
 * owners in the same way, the first by kind and name counts, and the service says so.
 */
import { Profile } from '../profiles';
import { DeclaredOwner } from './readOverrides';

/** Owner of what nobody has declared an owner for. */
export const DEFAULT_OWNER = 'group:default/platform-engineering';

/** The owner as an entity ref: a bare name is a group of the default namespace. */
export function toGroupRef(owner: string): string {
  if (/^[a-z]+:/.test(owner)) return owner;
  return owner.includes('/') ? `group:${owner}` : `group:default/${owner}`;
}

/** An owner with the rule by which it is the owner. */
export interface DescribedOwner {
  owner: string;
  because: string;
  /** Set when parts of the service disagree. */
  caveat?: string;
}

/** Those that were said in the nearest place, and there in the plainest way. */
function findNearest(declared: readonly DeclaredOwner[]) {
  if (declared.length < 2) return declared;
  for (const level of ['workload', 'namespace']) {
    const near = declared.filter(one => one.level === level);
    const own = near.filter(({ common }) => !common);
    if (near.length > 0) return own.length > 0 ? own : near;
  }
  return [];
}

function ownedByProfile({ owner }: Profile): DescribedOwner {
  return { owner, because: `owned by ${owner}, as its profile says` };
}

const NOBODYS: DescribedOwner = {
  owner: DEFAULT_OWNER,
  because: `owned by ${DEFAULT_OWNER}, because nobody has declared an owner`,
};

/** The owner of a service by the order of precedence. `declared` is sorted by object. */
export function describeOwner(
  declared: readonly DeclaredOwner[],
  profile: Profile | undefined,
): DescribedOwner {
  if (declared.length === 0) return profile ? ownedByProfile(profile) : NOBODYS;
  const nearest = findNearest(declared);
  const [first] = nearest;
  if (first) {
    const owner = toGroupRef(first.value);
    const other = nearest.find(({ value }) => toGroupRef(value) !== owner);
    return {
      owner,
      because: `owned by ${owner}, declared on ${first.from}`,
      ...(other
        ? {
            caveat: `${first.from} declares the owner ${first.value} and ${other.from} declares ${other.value}; the first counts, correct one of them`,
          }
        : {}),
    };
  }
  return profile ? ownedByProfile(profile) : NOBODYS;
}

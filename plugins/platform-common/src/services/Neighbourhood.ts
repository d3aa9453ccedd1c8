import { unitLabel, unitName } from './Candidate';
import { Draft } from './draftGroups';
import { Unit } from './findUnits';

/** A shorter name begins too many others by accident. */
const SHORTEST = 3;

/** The word by which labels of others may call a part of a draft. */
function appOf(unit: Unit): string | undefined {
  return unitLabel(unit, 'app');
}

/** The first draft of each word that people refer to one by: its stem, its profile, a word of each of its parts. */
function placeByWord(
  drafts: readonly Draft[],
  wordOf: (unit: Unit) => string | undefined,
): Map<string, Draft> {
  const found = new Map<string, Draft>();
  // Backwards, so that the first comes last and stays.
  for (let at = drafts.length - 1; at >= 0; at -= 1) {
    const draft = drafts[at];
    const { stem, profile, parts } = draft;
    found.set(stem, draft);
    if (profile) found.set(profile.id, draft);
    for (let part = 0; part < parts.length; part += 1) {
      const word = wordOf(parts[part].candidate.unit);
      if (word !== undefined && word !== stem) found.set(word, draft);
    }
  }
  return found;
}

/**
 * The drafts of one namespace, or those of them that are one software, found by what they are called, so that a run
 * looks at its own words and not at every draft. Of several that fit it is always the first. The drafts must not
 * change while it is in use.
 */
export class Neighbourhood {
  readonly drafts: readonly Draft[];
  #byName: Map<string, Draft> | undefined;
  #byWord: Map<string, Draft> | undefined;
  readonly #byProfile = new Map<string, Neighbourhood>();

  constructor(drafts: readonly Draft[]) {
    this.drafts = drafts;
  }

  /** The draft that a label calls by this word. */
  calledBy(word: string): Draft | undefined {
    this.#byWord ??= placeByWord(this.drafts, appOf);
    return this.#byWord.get(word);
  }

  /** The draft with the longest name that a name begins with: that of `trino` for `trino-cleanup`. */
  withPrefixOf(name: string): { draft: Draft; prefix: string } | undefined {
    this.#byName ??= placeByWord(this.drafts, unitName);
    let end = name.lastIndexOf('-');
    while (end >= SHORTEST) {
      const prefix = name.slice(0, end);
      const draft = this.#byName.get(prefix);
      if (draft) return { draft, prefix };
      end = name.lastIndexOf('-', end - 1);
    }
    return undefined;
  }

  /** Those of some software. */
  ofProfile(profileId: string): Neighbourhood {
    const known = this.#byProfile.get(profileId);
    if (known) return known;
    const own = new Neighbourhood(
      this.drafts.filter(({ profile }) => profile?.id === profileId),
    );
    this.#byProfile.set(profileId, own);
    return own;
  }
}

import { unitLabel, unitName } from './Candidate';
import { Draft } from './draftGroups';

/** A shorter name begins too many others by accident. */
const SHORTEST = 3;

/** Names by which people refer to a draft: its stem, its profile, its workloads. */
function namesOf(draft: Draft): string[] {
  const names = draft.parts.map(({ candidate }) => unitName(candidate.unit));
  return [draft.stem, ...(draft.profile ? [draft.profile.id] : []), ...names];
}

/** Words that labels of others may call a draft by: its stem, its profile, the `app` of its parts. */
function wordsOf(draft: Draft): string[] {
  const apps = draft.parts.flatMap(
    ({ candidate }) => unitLabel(candidate.unit, 'app') ?? [],
  );
  return [draft.stem, ...(draft.profile ? [draft.profile.id] : []), ...apps];
}

/** The first draft of each word. */
function placeByWord(
  drafts: readonly Draft[],
  words: (draft: Draft) => readonly string[],
): Map<string, Draft> {
  const found = new Map<string, Draft>();
  for (const draft of drafts) {
    for (const word of words(draft))
      if (!found.has(word)) found.set(word, draft);
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
    this.#byWord ??= placeByWord(this.drafts, wordsOf);
    return this.#byWord.get(word);
  }

  /** The draft with the longest name that a name begins with: that of `trino` for `trino-cleanup`. */
  withPrefixOf(name: string): { draft: Draft; prefix: string } | undefined {
    this.#byName ??= placeByWord(this.drafts, namesOf);
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

import { Candidate } from './Candidate';
import { completeGroup } from './completeGroup';
import { Draft } from './draftGroups';
import { ServiceGroup } from './types';

type Completing = Parameters<typeof completeGroup>[0];

interface Completed {
  parts: Draft['parts'];
  text: string;
  group: ServiceGroup;
}

/** Groups in use, by the first candidate of their drafts. */
const known = new WeakMap<Candidate, Completed>();

/** Everything that a group is made from besides its candidates and what is around them. */
function describe({ draft, assigned, system, formerIds }: Completing): string {
  const { cluster, namespace, stem, declared, portal, profile } = draft;
  return JSON.stringify([
    [cluster, namespace, stem, declared, portal, profile?.id],
    [assigned.id, assigned.title, assigned.explanation, assigned.caveats],
    system,
    formerIds,
  ]);
}

function areSame(one: Draft['parts'], other: Draft['parts']): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ candidate, because }, at) =>
        candidate === other[at].candidate && because === other[at].because,
    )
  );
}

/**
 * Completes a draft, or gives the group of the last time when it would be the same. A candidate is the same one only
 * while everything is the same that can be seen from its namespace (`findCandidates`), so the candidates vouch for
 * all that a group takes from the index.
 */
export function completeOnce(options: Completing): ServiceGroup {
  const { draft } = options;
  const { parts } = draft;
  const [{ candidate }] = parts;
  const last = known.get(candidate);
  const text = describe(options);
  if (last?.text === text && areSame(last.parts, parts)) return last.group;
  const group = completeGroup(options);
  known.set(candidate, { parts: [...parts], text, group });
  return group;
}

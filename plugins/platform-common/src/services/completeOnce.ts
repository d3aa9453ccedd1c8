import { Candidate } from './Candidate';
import { completeGroup, Completing } from './completeGroup';
import { Draft } from './draftGroups';
import { ServiceGroup } from './types';

interface Completed extends Omit<Completing, 'index'> {
  group: ServiceGroup;
}

/** Groups in use, by the first candidate of their drafts. */
const known = new WeakMap<Candidate, Completed>();

function areSame<T>(
  one: readonly T[],
  other: readonly T[],
  matches: (a: T, b: T) => boolean = (a, b) => a === b,
): boolean {
  return (
    one.length === other.length &&
    one.every((item, at) => matches(item, other[at]))
  );
}

type Part = Draft['parts'][number];

function isSamePart(one: Part, other: Part): boolean {
  return one.candidate === other.candidate && one.because === other.because;
}

function isSameDraft(one: Draft, other: Draft): boolean {
  return (
    one.cluster === other.cluster &&
    one.namespace === other.namespace &&
    one.profile === other.profile &&
    one.stem === other.stem &&
    one.declared === other.declared &&
    one.portal === other.portal &&
    areSame(one.parts, other.parts, isSamePart)
  );
}

/** Whether a group would be made from the same; the candidates vouch for what is around them. */
function isSame(one: Omit<Completing, 'index'>, other: Completing): boolean {
  const { assigned } = one;
  return (
    one.system === other.system &&
    assigned.id === other.assigned.id &&
    assigned.title === other.assigned.title &&
    areSame(assigned.explanation, other.assigned.explanation) &&
    areSame(assigned.caveats, other.assigned.caveats) &&
    areSame(one.formerIds, other.formerIds) &&
    isSameDraft(one.draft, other.draft)
  );
}

/**
 * Completes a draft, or gives the group of the last time when it would be the same. A candidate is the same one only
 * while everything is the same that can be seen from its namespace (`findCandidates`), so the candidates vouch for
 * all that a group takes from the index. Neither drafts nor what was assigned to them may change afterwards.
 */
export function completeOnce(options: Completing): ServiceGroup {
  const { draft, assigned, system, formerIds } = options;
  const [{ candidate }] = draft.parts;
  const last = known.get(candidate);
  if (last && isSame(last, options)) return last.group;
  const group = completeGroup(options);
  known.set(candidate, { draft, assigned, system, formerIds, group });
  return group;
}

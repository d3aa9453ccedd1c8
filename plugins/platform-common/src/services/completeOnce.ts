import { KubernetesIndex } from '../kubernetes';
import { completeGroup, Completing } from './completeGroup';
import { Draft } from './draftGroups';
import { ServiceGroup } from './types';

/** One service, and what it was made from besides what its candidates see. */
export interface FormedService extends Completing {
  readonly group: ServiceGroup;
}

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
function isSame(one: Completing, other: Completing): boolean {
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
 * Completes a draft; its group is that of the last time when it would be the same. A candidate is the same one only
 * while everything is the same that can be seen from its namespace (`findCandidates`), so the candidates vouch for
 * all that a group takes from the index, and the first of a draft remembers what was formed with it. Neither drafts
 * nor what was assigned to them may change afterwards.
 */
export function completeOnce(
  index: KubernetesIndex,
  completing: Completing,
): FormedService {
  const { draft, assigned, system, formerIds } = completing;
  const { candidate } = draft.parts[0];
  const last = candidate.formed;
  const group =
    last && isSame(last, completing)
      ? last.group
      : completeGroup(index, completing);
  const formed = { draft, assigned, system, formerIds, group };
  candidate.formed = formed;
  return formed;
}

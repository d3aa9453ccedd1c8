/**
 * What may be done to an exemption that is remembered, for both stores. The database changes a row only when all of this
 * holds; this says which of it did not.
 */
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { RecordedExemption } from './ExemptionStore';

/** Refs are compared without regard to case, as everywhere in Backstage. */
export function isSamePerson(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

function mustExist(
  id: string,
  exemption: RecordedExemption | undefined,
): RecordedExemption {
  if (exemption) return exemption;
  throw new NotFoundError(
    `There is no exemption "${id}"; compare the list of exemptions.`,
  );
}

/**
 * The exemption, when `by` may decide on it at `at` (ISO 8601 UTC).
 *
 * @throws NotFoundError when there is none.
 * @throws NotAllowedError when who decides is who asked.
 * @throws ConflictError when it was decided or taken back already, or has ended.
 */
export function mustBeDecidable(
  id: string,
  found: RecordedExemption | undefined,
  { by, at }: { by: string; at: string },
): RecordedExemption {
  const exemption = mustExist(id, found);
  const { state, requestedBy, until, decidedBy, decidedAt } = exemption;
  if (isSamePerson(requestedBy, by)) {
    throw new NotAllowedError(
      'You asked for this exemption yourself; somebody else has to decide on it.',
    );
  }
  if (state === 'revoked') {
    throw new ConflictError(
      `This request was taken back at ${exemption.revokedAt}; there is nothing left to decide.`,
    );
  }
  if (state !== 'requested') {
    throw new ConflictError(
      `${decidedBy} decided on this at ${decidedAt} (${state}); ask for a new exemption instead.`,
    );
  }
  if (until <= at) {
    throw new ConflictError(
      `This exemption would have ended at ${until}; ask for a new one with a later end.`,
    );
  }
  return exemption;
}

/**
 * The exemption, when it can still be ended at `at` (ISO 8601 UTC).
 *
 * @throws NotFoundError when there is none.
 * @throws ConflictError when there is nothing left to end.
 */
export function mustBeEndable(
  id: string,
  found: RecordedExemption | undefined,
  at: string,
): RecordedExemption {
  const exemption = mustExist(id, found);
  const { state, until, revokedBy, revokedAt } = exemption;
  if (state === 'revoked') {
    throw new ConflictError(
      `${revokedBy} ended this at ${revokedAt}; there is nothing left to end.`,
    );
  }
  if (state === 'rejected') {
    throw new ConflictError(
      'This request was rejected; there is nothing left to end.',
    );
  }
  if (until <= at) {
    throw new ConflictError(
      `This exemption ended at ${until} by itself; there is nothing left to end.`,
    );
  }
  return exemption;
}

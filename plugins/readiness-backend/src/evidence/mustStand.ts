import { ConflictError, NotFoundError } from '@backstage/errors';
import { RecordedEvidence } from './EvidenceStore';

/**
 * The evidence, when it can still be taken back at `at` (ISO 8601 UTC).
 *
 * @throws NotFoundError when there is none.
 * @throws ConflictError when it was withdrawn already, or has ended.
 */
export function mustStand(
  id: string,
  evidence: RecordedEvidence | undefined,
  at: string,
): RecordedEvidence {
  if (!evidence) {
    throw new NotFoundError(
      `There is no manual evidence "${id}"; compare the list of evidence.`,
    );
  }
  const { withdrawnAt, withdrawnBy, until } = evidence;
  if (withdrawnAt) {
    throw new ConflictError(
      `${withdrawnBy} withdrew this at ${withdrawnAt}; there is nothing left to withdraw.`,
    );
  }
  if (until <= at) {
    throw new ConflictError(
      `This counted until ${until}; there is nothing left to withdraw.`,
    );
  }
  return evidence;
}

import { LONGEST_EVIDENCE_DAYS } from '@254carbon/backstage-plugin-platform-common';
import { timeOfField } from '@254carbon/backstage-plugin-platform-react';

/** What is being filled in; times as the field writes them, `2025-10-24T17:26`, in UTC. */
export interface EvidenceDraft {
  statement: string;
  proof: string;
  observedAt: string;
  until: string;
}

const LEAST_STATEMENT = 10;
const LEAST_PROOF = 5;
const DAY_MS = 86_400_000;

function findTimeObstacle(
  draft: EvidenceDraft,
  now: number,
): string | undefined {
  const done = timeOfField(draft.observedAt);
  const end = timeOfField(draft.until);
  if (Number.isNaN(done)) return 'Say when it was done.';
  if (done > now) return 'It cannot have been done in the future.';
  if (Number.isNaN(end)) return 'Say until when it counts.';
  if (end <= now) return 'It would be over already; give a later end.';
  if (end - done > LONGEST_EVIDENCE_DAYS * DAY_MS)
    return `It may count ${LONGEST_EVIDENCE_DAYS} days at most after it was done.`;
  return undefined;
}

/** Why a draft cannot be recorded yet, as one sentence; `undefined` when it can. `now` in milliseconds. */
export function findEvidenceObstacle(
  draft: EvidenceDraft,
  now: number,
): string | undefined {
  if (draft.statement.trim().length < LEAST_STATEMENT)
    return 'Write what was done and what came of it, in at least 10 characters.';
  if (draft.proof.trim().length < LEAST_PROOF)
    return 'Give a link to the protocol, or its text.';
  return findTimeObstacle(draft, now);
}

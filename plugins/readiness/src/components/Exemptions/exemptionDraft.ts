import { LONGEST_EXEMPTION_DAYS } from '@254carbon/backstage-plugin-platform-common';
import { timeOfField } from '@254carbon/backstage-plugin-platform-react';

/** What is being filled in; the time as the field writes it, `2025-10-24T17:26`, in UTC. */
export interface ExemptionDraft {
  reason: string;
  owner: string;
  compensatingControl: string;
  until: string;
}

/** Least length of what is to be understood by somebody else. */
const LEAST_CHARACTERS = 10;
const DAY_MS = 86_400_000;

/** Why a draft cannot be asked for yet, as one sentence; `undefined` when it can. `now` in milliseconds. */
export function findExemptionObstacle(
  draft: ExemptionDraft,
  now: number,
): string | undefined {
  const { reason, owner, compensatingControl, until } = draft;
  if (reason.trim().length < LEAST_CHARACTERS)
    return 'Write why the rule cannot be met for now, in at least 10 characters.';
  if (compensatingControl.trim().length < LEAST_CHARACTERS)
    return 'Write what protects the service meanwhile, in at least 10 characters.';
  if (!owner) return 'Choose who answers for it.';
  const end = timeOfField(until);
  if (Number.isNaN(end)) return 'Say until when.';
  if (end <= now) return 'The end is in the past.';
  if (end - now > LONGEST_EXEMPTION_DAYS * DAY_MS)
    return `It may last ${LONGEST_EXEMPTION_DAYS} days at most; what lasts longer is no exception.`;
  return undefined;
}

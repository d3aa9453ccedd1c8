import {
  Declaration,
  LONGEST_DECLARATION_DAYS,
} from '@254carbon/backstage-plugin-platform-common';
import { timeOfField } from '@254carbon/backstage-plugin-platform-react';

/** What is being filled in; times as the field writes them, `2025-10-24T17:26`, in UTC. */
export interface Draft {
  kind: Declaration['kind'];
  reason: string;
  owner: string;
  /** Empty: now. */
  from: string;
  until: string;
}

const DAY_MS = 86_400_000;

/** Why a draft cannot be declared yet, as one sentence; `undefined` when it can. `now` in milliseconds. */
export function findObstacle(draft: Draft, now: number): string | undefined {
  if (!draft.reason.trim()) return 'Write the reason.';
  if (!draft.owner) return 'Choose who answers for it.';
  const from = draft.from ? timeOfField(draft.from) : now;
  const until = timeOfField(draft.until);
  if (Number.isNaN(until)) return 'Say until when.';
  if (Number.isNaN(from)) return 'Correct the time from which it holds.';
  if (until <= now) return 'The end is in the past.';
  if (until <= from) return 'The end is before the start.';
  const longest = LONGEST_DECLARATION_DAYS[draft.kind];
  if (until - from > longest * DAY_MS)
    return `It may last ${longest} days at most.`;
  return undefined;
}

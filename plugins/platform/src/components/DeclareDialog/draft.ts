import {
  Declaration,
  LONGEST_DECLARATION_DAYS,
} from '@254carbon/backstage-plugin-platform-common';

/** What is being filled in; times as the field writes them, `2025-10-24T17:26`, in UTC. */
export interface Draft {
  kind: Declaration['kind'];
  reason: string;
  owner: string;
  /** Empty: now. */
  from: string;
  until: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A time so many hours from now (milliseconds), as the field writes it. */
export function inHours(hours: number, now: number): string {
  return new Date(now + hours * HOUR_MS).toISOString().slice(0, 16);
}

/** The instant that a field says, ISO 8601 in UTC. */
export function toInstant(field: string): string {
  return new Date(`${field}Z`).toISOString();
}

function timeOf(field: string): number {
  return new Date(`${field}Z`).getTime();
}

/** Why a draft cannot be declared yet, as one sentence; `undefined` when it can. `now` in milliseconds. */
export function findObstacle(draft: Draft, now: number): string | undefined {
  if (!draft.reason.trim()) return 'Write the reason.';
  if (!draft.owner) return 'Choose who answers for it.';
  const from = draft.from ? timeOf(draft.from) : now;
  const until = timeOf(draft.until);
  if (Number.isNaN(until)) return 'Say until when.';
  if (Number.isNaN(from)) return 'Correct the time from which it holds.';
  if (until <= now) return 'The end is in the past.';
  if (until <= from) return 'The end is before the start.';
  const longest = LONGEST_DECLARATION_DAYS[draft.kind];
  if (until - from > longest * DAY_MS)
    return `It may last ${longest} days at most.`;
  return undefined;
}

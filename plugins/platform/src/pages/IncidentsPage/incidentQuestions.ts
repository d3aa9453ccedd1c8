import { Incident } from '@254carbon/backstage-plugin-platform-common';
import {
  defineList,
  STATE_ORDER,
} from '@254carbon/backstage-plugin-platform-react';

/** Where an incident stands, as one word to filter by. */
export function standingOf(incident: Incident): string {
  if (incident.phase === 'closed') return 'closed';
  if (incident.expectedDown) return 'expected down';
  if (incident.acknowledgement) return 'acknowledged';
  return 'open';
}

/** Incidents and what can be asked of them; the worst of those that last come first, closed ones last. */
export const INCIDENTS = defineList({
  words: ({ title, summary, owner, system }: Incident) => [
    title,
    summary,
    owner ?? '',
    system ?? '',
  ],
  filters: {
    standing: standingOf,
    state: incident => incident.worst,
    system: incident => incident.system,
    owner: incident => incident.owner,
  },
  orders: {
    urgency: incident => [
      incident.phase === 'closed' ? 1 : 0,
      STATE_ORDER.indexOf(incident.state),
      incident.since,
    ],
    since: incident => incident.since,
  },
  initial: { sort: 'urgency', descending: false },
  tieBreak: incident => incident.title,
});

/** The values of a filter that occur, each once, in the order of the alphabet. */
export function valuesOf(
  incidents: readonly Incident[],
  valueOf: (incident: Incident) => string | undefined,
): { value: string; label: string }[] {
  const values = new Set(incidents.map(valueOf).filter(value => value));
  return [...values]
    .sort((a, b) => String(a).localeCompare(String(b)))
    .map(value => ({
      value: String(value),
      label: String(value).replace(/^.*\//, ''),
    }));
}

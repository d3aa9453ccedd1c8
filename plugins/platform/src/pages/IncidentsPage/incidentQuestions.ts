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

/** The values of a filter that occur, each once, in the order of the alphabet; `wordOf` says what people call one. */
export function valuesOf<Value extends string>(
  incidents: readonly Incident[],
  valueOf: (incident: Incident) => Value | undefined,
  wordOf: (value: Value) => string = value => value,
): { value: string; label: string }[] {
  const values = new Set(incidents.flatMap(each => valueOf(each) ?? []));
  return [...values]
    .map(value => ({ value, label: wordOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

import { KpiReading } from '@254carbon/backstage-plugin-platform-common';
import { defineList, State } from '@254carbon/backstage-plugin-platform-react';

/** How a KPI stands, the worst first. What is not measured is never met. */
export const KPI_STATES = [
  { value: 'missed', label: 'Missed', state: 'fail' },
  { value: 'unmeasured', label: 'Unmeasured', state: 'unknown' },
  { value: 'met', label: 'Met', state: 'pass' },
] as const satisfies readonly {
  value: KpiReading['state'];
  label: string;
  state: State;
}[];

function urgencyOf({ state }: KpiReading): number {
  return KPI_STATES.findIndex(({ value }) => value === state);
}

/** KPIs and what can be asked of them; what is missed comes first. */
export const KPIS = defineList({
  words: ({ title, description, sources }: KpiReading) => [
    title,
    description,
    ...sources.map(({ document }) => document),
  ],
  filters: {
    state: ({ state }) => state,
    conflict: ({ conflict }) => (conflict ? 'yes' : 'no'),
    document: ({ sources }) => sources.map(({ document }) => document),
  },
  orders: {
    title: ({ title }) => title,
    state: urgencyOf,
    measured: ({ measuredAt }) => measuredAt && Date.parse(measuredAt),
  },
  initial: { sort: 'state', descending: false },
  tieBreak: ({ title }) => title,
});

/** An order of KPIs. */
export type KpiOrder = keyof typeof KPIS.orders;

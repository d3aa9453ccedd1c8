/** What the library can be asked: its words, its filters, its orders. Pure. */
import { defineList } from '@254carbon/backstage-plugin-platform-react';
import type { RunbookRow } from './toRunbookRow';

const RISK_ORDER = ['high', 'low', 'read-only'] as const;
const FRESHNESS_ORDER = ['unknown', 'stale', 'fresh'] as const;

/** The library of runbooks. By risk the most dangerous come first, by verification those that nobody has tried. */
export const RUNBOOKS = defineList({
  words: ({ title, summary, id, services }: RunbookRow) => [
    title,
    summary,
    id,
    ...services,
  ],
  filters: {
    service: row => row.services,
    risk: row => row.risk,
    owner: row => row.owner,
  },
  orders: {
    title: row => row.title,
    services: row => row.services.length,
    risk: row => row.risk && RISK_ORDER.indexOf(row.risk),
    verified: row => [FRESHNESS_ORDER.indexOf(row.freshness), row.lastVerified],
    owner: row => row.owner || undefined,
  },
  initial: { sort: 'title', descending: false },
  tieBreak: row => row.title,
});

/** An order of the library. */
export type RunbookOrder = keyof typeof RUNBOOKS.orders;

/** A filter of the library. */
export type RunbookFilter = keyof typeof RUNBOOKS.filters;

import { readQuestion } from '@254carbon/backstage-plugin-platform-react';
import { RUNBOOKS } from '../../model/runbookList';
import { toRunbookRow, type RunbookRow } from '../../model/toRunbookRow';
import { runbookEntity } from '../../testing/entities';
import { RunbookTable } from './RunbookTable';

const NOW = Date.parse('2026-07-01T00:00:00Z');

const rows = [
  runbookEntity('trino-memory', {
    title: 'Trino worker runs out of memory',
    services: ['component:default/trino'],
    risk: 'high',
  }),
  runbookEntity('health-check', {
    title: 'Platform health check',
    services: ['component:default/trino', 'resource:default/minio'],
    risk: 'read-only',
    lastVerified: '2026-06-20',
  }),
  runbookEntity('old', {
    title: 'Verified long ago',
    risk: 'low',
    lastVerified: '2025-06-20',
  }),
].map(entity => toRunbookRow(entity, NOW));

export default { title: 'runbooks/RunbookTable', component: RunbookTable };

const nothing = () => undefined;

function argsOf(all: RunbookRow[]) {
  const list = {
    ...readQuestion(RUNBOOKS, new URLSearchParams()),
    found: all,
    total: all.length,
    setSearch: nothing,
    setFilter: nothing,
    setSorting: nothing,
    showAll: nothing,
  };
  return { list, all };
}

/** Never verified, fresh and stale side by side. */
export const ThreeAges = { args: argsOf(rows) };

/** A long title wraps and the columns keep their width. */
export const LongTitle = {
  args: argsOf([
    {
      ...rows[0],
      title: 'A very long title that does not fit into its column '.repeat(3),
    },
  ]),
};

import { toRunbookRow } from '../../model/toRunbookRow';
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

/** Never verified, fresh and stale side by side. */
export const ThreeAges = {
  args: {
    rows,
    sorting: { sort: 'title', descending: false },
    onSort: () => undefined,
    empty: null,
  },
};

/** A long title wraps and the columns keep their width. */
export const LongTitle = {
  args: {
    ...ThreeAges.args,
    rows: [
      {
        ...rows[0],
        title: 'A very long title that does not fit into its column '.repeat(3),
      },
    ],
  },
};

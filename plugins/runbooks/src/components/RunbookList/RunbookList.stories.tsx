import { toRunbookRow } from '../../model/toRunbookRow';
import { runbookEntity } from '../../testing/entities';
import { RunbookList } from './RunbookList';

const rows = [
  runbookEntity('trino-memory', {
    title: 'Trino worker runs out of memory',
    risk: 'high',
  }),
  runbookEntity('health-check', {
    title: 'Platform health check',
    risk: 'read-only',
    lastVerified: '2026-06-20',
  }),
].map(entity => toRunbookRow(entity, Date.parse('2026-07-01T00:00:00Z')));

export default { title: 'runbooks/RunbookList', component: RunbookList };

/** Two runbooks of one service. */
export const Two = { args: { rows } };

import { bad, examineRule, good } from '../examine';

/** No two of its dashboards are written with one uid. */
export const dashboardUidUnique = examineRule({
  id: 'dashboard-uid-unique',
  category: 'observability',
  title: 'The uids of its dashboards are unique',
  why: 'Of two dashboards with one uid Grafana keeps the one that it read last, and the other is gone without a word.',
  weight: 2,
  level: 'silver',
  appliesTo: { sentence: 'Services with a dashboard' },
  facts: ['dashboards'],
  expected: 'one place for each uid',
  good: 'Every uid is written once.',
  none: 'No dashboard is about it.',
  remedy: { text: 'Give the copy a uid of its own, or delete it.' },
  look: ({ dashboards }) =>
    dashboards.map(({ object, uid, twins }) =>
      twins.length > 0
        ? bad(object, `uid ${uid} is written in ${twins.join(' and ')}`)
        : good(object, 'written once'),
    ),
});

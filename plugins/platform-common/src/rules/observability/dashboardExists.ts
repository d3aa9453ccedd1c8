import { bad, examineRule, good } from '../examine';

/** A critical service has a dashboard. */
export const dashboardExists = examineRule({
  id: 'dashboard-exists',
  category: 'observability',
  title: 'A dashboard is about it',
  why: 'In an outage nobody has time to write queries.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services that somebody calls critical' },
  facts: ['standing', 'dashboards'],
  expected: 'a dashboard that names it',
  good: 'A dashboard is about it.',
  none: 'Nobody calls it critical.',
  remedy: {
    text: 'Make a dashboard with its name or tag; the template for dashboards writes one.',
    template: 'grafana-dashboard',
  },
  about: ({ critical }) => critical,
  look: ({ dashboards }) =>
    dashboards.length > 0
      ? dashboards.map(({ object }) => good(object, `${object} is about it`))
      : [bad([], 'no dashboard names it')],
});

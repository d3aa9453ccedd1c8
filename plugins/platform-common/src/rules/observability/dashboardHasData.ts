import { bad, examineRule, good, open } from '../examine';

/** The panels of its dashboards return data. */
export const dashboardHasData = examineRule({
  id: 'dashboard-has-data',
  category: 'observability',
  title: 'Its dashboards show data',
  why: 'An empty panel reads as "nothing happens", when it means "nothing is asked".',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services with a dashboard in Grafana' },
  facts: ['dashboards'],
  expected: 'data in every panel that asks for some',
  good: 'Every panel has data.',
  none: 'No dashboard in Grafana is about it.',
  remedy: {
    text: 'Correct the query to the names that the metrics have now, or delete the panel.',
  },
  look: ({ dashboards }) =>
    dashboards
      .filter(({ live }) => live)
      .map(({ object, empty, unclear }) => {
        if (empty.length > 0)
          return bad(
            object,
            `${object}: no data in ${empty.slice(0, 3).join(', ')}`,
          );
        return unclear.length > 0
          ? open(
              object,
              `${object}: of ${unclear.length} panels it cannot be told`,
            )
          : good(object, 'data in every panel');
      }),
});

import { bad, examineRule, good, open } from '../examine';

/** What Grafana asks is there. */
export const datasourcesAnswer = examineRule({
  id: 'datasources-answer',
  category: 'observability',
  title: 'Its data sources lead somewhere',
  why: 'When a data source leads nowhere, every panel on it is empty.',
  weight: 5,
  level: 'silver',
  appliesTo: {
    sentence: 'Grafana',
    matches: ({ profileId }) => profileId === 'grafana',
  },
  facts: ['datasources'],
  expected: 'a Service with an address',
  good: 'Every data source leads somewhere.',
  none: 'It has no data source with an address.',
  remedy: {
    text: 'Correct the address of the data source, or start what it leads to.',
  },
  look: ({ datasources }) =>
    datasources.flatMap(({ object, leads, address }) => {
      if (leads === 'none') return [];
      if (leads === 'outside')
        return [
          open(object, `${object}: ${address} is outside, where nobody looks`),
        ];
      if (leads === 'there') return [good(object, address)];
      return [
        bad(
          object,
          leads === 'nowhere'
            ? `${object}: ${address} leads to no Service`
            : `${object}: nothing stands behind ${address}`,
        ),
      ];
    }),
});

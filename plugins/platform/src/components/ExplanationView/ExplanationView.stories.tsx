import { why } from '../../__fixtures__/platform';
import { ExplanationView } from '.';

export default {
  title: 'Platform/ExplanationView',
  component: ExplanationView,
};

export const NotHere = { render: () => <ExplanationView why={why} /> };
export const Here = {
  render: () => (
    <ExplanationView
      why={{
        ...why,
        verdict: 'here',
        summary: 'It is part of Trino.',
        entityRef: 'component:default/trino',
        presence: 'both',
        origins: [{ source: 'platform', path: 'trino/worker.yaml', line: 12 }],
        candidates: [],
        nearest: [],
      }}
    />
  ),
};
export const Unknown = {
  render: () => (
    <ExplanationView
      why={{
        ...why,
        verdict: 'unknown',
        presence: 'none',
        steps: [],
        staleSince: '2025-10-24T17:12:00.000Z',
        caveats: ['Cluster demo cannot be read.'],
      }}
    />
  ),
};

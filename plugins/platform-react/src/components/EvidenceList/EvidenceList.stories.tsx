import { EvidenceList } from '.';

export default { title: 'EvidenceList', component: EvidenceList };

const source = {
  kind: 'cluster' as const,
  name: 'demo',
  detail: 'apps/v1 Deployment data/query',
};
const observedAt = '2025-10-24T17:26:00.000Z';

export const EveryVerdict = {
  render: () => (
    <EvidenceList
      evidence={[
        {
          statement: 'All replicas are ready',
          verdict: 'good',
          source,
          observedAt,
        },
        {
          statement: '1 of 2 pods ready',
          verdict: 'bad',
          source,
          observedAt,
          observed: '1 ready',
          expected: '2 ready',
        },
        {
          statement: 'Its own health endpoint was not asked',
          verdict: 'unknown',
          source: {
            kind: 'probe',
            name: 'demo',
            detail: 'GET http://query.data:8080/v1/info',
          },
          proof: {
            request: 'GET http://query.data:8080/v1/info',
            answer: 'HTTP 503',
            judgement: 'no route leads there',
          },
        },
      ]}
    />
  ),
};

export const NoEvidence = { render: () => <EvidenceList evidence={[]} /> };

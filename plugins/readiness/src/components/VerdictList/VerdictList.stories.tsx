import { VerdictList } from '.';
import { exemption, services } from '../../__testUtils__/report';

export default { title: 'Readiness/VerdictList', component: VerdictList };

const [first, second] = services[1].verdicts;

export const Every = {
  render: () => (
    <VerdictList
      placeholder="Rule, object or reason"
      verdicts={services[1].verdicts.map(verdict => ({
        key: verdict.ruleId,
        name: verdict.ruleId,
        more: 'Why it matters.',
        verdict,
      }))}
    />
  ),
};
export const SetAsideStaleAndProvedByPeople = {
  render: () => (
    <VerdictList
      placeholder="Rule, object or reason"
      verdicts={[
        { key: 'a', name: 'Stale', verdict: { ...first, stale: true } },
        { key: 'b', name: 'Exempt', verdict: { ...second, exemption } },
        {
          key: 'c',
          name: 'Proved by people',
          verdict: {
            ...first,
            manual: {
              id: 'm1',
              author: 'user:default/operator',
              proof: 'https://wiki.254carbon.com/drills/12',
              observedAt: '2025-10-20T10:00:00.000Z',
              until: '2026-01-20T10:00:00.000Z',
            },
          },
        },
      ]}
    />
  ),
};

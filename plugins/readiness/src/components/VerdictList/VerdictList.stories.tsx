import { VerdictList } from '.';
import { services } from '../../__testUtils__/report';

export default { title: 'Readiness/VerdictList', component: VerdictList };

export const Every = {
  render: () => (
    <VerdictList
      verdicts={services[1].verdicts.map(verdict => ({
        key: verdict.ruleId,
        name: verdict.ruleId,
        more: 'Why it matters.',
        verdict,
      }))}
    />
  ),
};

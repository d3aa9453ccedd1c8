import { RuleTable } from '.';
import { counts, rules, services } from '../../__testUtils__/report';

export default { title: 'Readiness/RuleTable', component: RuleTable };

const failing = services.map(({ serviceId, title }) => ({ serviceId, title }));
const many = [
  ...failing,
  { serviceId: 'kong', title: 'Kong' },
  { serviceId: 'loki', title: 'Loki' },
];
export const Some = {
  render: () => (
    <RuleTable
      rules={[
        { rule: rules[0], counts, failing: many },
        { rule: rules[1], counts, failing: [] },
      ]}
    />
  ),
};

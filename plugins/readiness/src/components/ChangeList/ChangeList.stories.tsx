import { ChangeList } from '.';
import { overview, rules } from '../../__testUtils__/report';

export default { title: 'Readiness/ChangeList', component: ChangeList };

const { changes, points } = overview();
export const Some = {
  render: () => <ChangeList changes={changes} rules={rules} of={points.of} />,
};
export const None = {
  render: () => <ChangeList changes={[]} rules={rules} of={points.of} />,
};

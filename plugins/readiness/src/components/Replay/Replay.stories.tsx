import { ReplayFields, ReplayResult } from '.';
import { replay } from '../../__testUtils__/history';
import { rules } from '../../__testUtils__/report';

export default { title: 'Readiness/Replay', component: ReplayResult };

export const Fields = {
  render: () => (
    <ReplayFields
      rules={rules}
      settings={{ off: ['workload-available'], weights: { 'probes-set': 9 } }}
      onChange={() => {}}
    />
  ),
};
export const Result = {
  render: () => <ReplayResult replay={replay} titleOf={id => id} />,
};

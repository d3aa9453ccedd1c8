import { VerdictHistory } from '.';

export default { title: 'Readiness/VerdictHistory', component: VerdictHistory };

export const Closed = {
  render: () => (
    <VerdictHistory
      about={{ rule: 'workload-available' }}
      title="What it said before"
    />
  ),
};

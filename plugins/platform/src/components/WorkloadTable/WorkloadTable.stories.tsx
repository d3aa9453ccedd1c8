import { trino } from '../../__fixtures__/services';
import { WorkloadTable } from '.';

export default { title: 'Platform/WorkloadTable', component: WorkloadTable };

export const Some = {
  render: () => <WorkloadTable workloads={trino.workloads} />,
};
export const WithoutPods = {
  render: () => (
    <WorkloadTable
      workloads={trino.workloads.map(workload => ({ ...workload, pods: [] }))}
    />
  ),
};
export const None = { render: () => <WorkloadTable workloads={[]} /> };

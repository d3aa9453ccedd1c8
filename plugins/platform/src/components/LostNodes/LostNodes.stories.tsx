import { SINCE } from '../../__fixtures__/platform';
import { LostNodes } from '.';

export default { title: 'Platform/LostNodes', component: LostNodes };

const silent = {
  name: 'k8s-worker',
  since: SINCE,
  reason: 'Kubelet stopped posting node status',
  pods: 54,
};

export const One = {
  render: () => <LostNodes cluster="Demo platform" nodes={[silent]} />,
};
export const Several = {
  render: () => (
    <LostNodes
      cluster="Demo platform"
      nodes={[
        silent,
        { name: 'cpu1', reason: 'container runtime is down', pods: 1 },
        { name: 'cpu2', reason: 'KubeletNotReady', pods: 0 },
      ]}
    />
  ),
};
export const None = {
  render: () => <LostNodes cluster="Demo platform" nodes={undefined} />,
};

import { graph } from '../../__fixtures__/platform';
import { BlastRadius } from '.';

export default { title: 'Platform/BlastRadius', component: BlastRadius };

export const Some = {
  render: () => (
    <BlastRadius
      title="Trino"
      affected={['portal', 'superset', 'gone']}
      graph={graph}
    />
  ),
};
export const None = {
  render: () => <BlastRadius title="Trino" affected={[]} graph={graph} />,
};

import { maintenance } from '../../__fixtures__/platform';
import { serviceOf, trino } from '../../__fixtures__/services';
import { StateCounts } from '.';

export default { title: 'Platform/StateCounts', component: StateCounts };

export const Some = {
  render: () => (
    <StateCounts
      services={[trino, serviceOf('kiali', { expectedDown: maintenance })]}
    />
  ),
};

import { serviceOf, trino } from '../../__fixtures__/services';
import { ServiceRollUp } from '.';

export default { title: 'Platform/ServiceRollUp', component: ServiceRollUp };

export const Some = {
  render: () => <ServiceRollUp services={[serviceOf('grafana'), trino]} />,
};

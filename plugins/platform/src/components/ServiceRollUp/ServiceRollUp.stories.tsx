import { listOf, serviceOf, trino } from '../../__fixtures__/services';
import { ServiceRollUp } from '.';

export default { title: 'Platform/ServiceRollUp', component: ServiceRollUp };

export const Some = {
  render: () => (
    <ServiceRollUp services={listOf([serviceOf('grafana'), trino]).services} />
  ),
};

import { ServiceTable } from '.';
import { overview } from '../../__testUtils__/report';

export default { title: 'Readiness/ServiceTable', component: ServiceTable };

export const Some = {
  render: () => <ServiceTable services={overview().services} />,
};

import { VerdictActions } from '.';
import { services } from '../../__testUtils__/report';

export default { title: 'Readiness/VerdictActions', component: VerdictActions };

const shown = {
  subject: {
    ruleId: 'workload-available',
    ruleTitle: 'Every replica is ready',
    serviceId: 'trino',
    serviceTitle: 'Trino',
    owner: 'group:default/data',
  },
  acceptsEvidence: true,
  onChanged: () => {},
};

export const Fails = {
  render: () => (
    <VerdictActions
      {...shown}
      verdict={services[0].verdicts[0]}
      isRequested={false}
    />
  ),
};
export const Requested = {
  render: () => (
    <VerdictActions {...shown} verdict={services[0].verdicts[0]} isRequested />
  ),
};
export const Passes = {
  render: () => (
    <VerdictActions
      {...shown}
      verdict={services[0].verdicts[1]}
      isRequested={false}
    />
  ),
};

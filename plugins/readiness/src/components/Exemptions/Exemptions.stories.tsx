import { ExemptionFacts, ExemptionTable } from '.';
import { exemptions } from '../../__testUtils__/people';

export default { title: 'Readiness/Exemptions', component: ExemptionTable };

export const EveryStanding = {
  render: () => <ExemptionTable exemptions={exemptions} onChanged={() => {}} />,
};
export const WhatOneDecidesOn = {
  render: () => <ExemptionFacts exemption={exemptions[0]} />,
};

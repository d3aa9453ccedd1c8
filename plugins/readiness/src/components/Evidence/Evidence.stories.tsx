import { EvidenceTable } from '.';
import { evidence } from '../../__testUtils__/people';

export default { title: 'Readiness/Evidence', component: EvidenceTable };

export const EveryStanding = {
  render: () => <EvidenceTable evidence={evidence} onChanged={() => {}} />,
};

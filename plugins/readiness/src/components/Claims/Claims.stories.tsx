import { ClaimsBeside, ClaimTable } from '.';
import { claims } from '../../__testUtils__/readings';

export default { title: 'Readiness/Claims', component: ClaimTable };

export const EveryStanding = {
  render: () => <ClaimTable documents={claims.documents} />,
};
export const OfTheWholeScore = {
  render: () => <ClaimsBeside documents={claims.documents} />,
};
export const NoDocument = { render: () => <ClaimsBeside documents={[]} /> };

import { HowComputed } from '.';
import { JUDGED_AT, overview } from '../../__testUtils__/report';

export default { title: 'Readiness/HowComputed', component: HowComputed };

export const Range = {
  render: () => (
    <HowComputed
      points={overview().points}
      judgedAt={JUDGED_AT}
      from="10 rules over 3 services"
    />
  ),
};
export const NoScore = {
  render: () => (
    <HowComputed
      points={{ low: 0, high: 0, known: 0, of: 0 }}
      judgedAt={JUDGED_AT}
      from="10 rules over this service"
    />
  ),
};

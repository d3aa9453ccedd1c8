import { Trend } from '.';
import { overview } from '../../__testUtils__/report';

export default { title: 'Readiness/Trend', component: Trend };

export const TwoRuns = { render: () => <Trend trend={overview().trend} /> };
export const FirstRun = {
  render: () => <Trend trend={overview().trend.slice(1)} />,
};

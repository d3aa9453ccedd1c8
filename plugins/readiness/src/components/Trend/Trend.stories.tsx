import { Trend } from '.';
import { history } from '../../__testUtils__/history';

export default { title: 'Readiness/Trend', component: Trend };

const label = 'Readiness of the platform';

export const WithAGapAndAMark = {
  render: () => (
    <Trend
      label={label}
      runs={history.points}
      gaps={history.gaps}
      notes={[
        {
          key: 'x',
          at: '2025-10-24T14:05:00.000Z',
          text: '-4.0: Trino: 1 of 2 replicas ready.',
        },
      ]}
    />
  ),
};
export const WithoutGap = {
  render: () => <Trend label={label} runs={history.points} />,
};
export const FirstRun = {
  render: () => <Trend label={label} runs={history.points.slice(0, 1)} />,
};

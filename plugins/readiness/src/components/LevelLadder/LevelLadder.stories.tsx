import { LevelLadder } from '.';
import { overview } from '../../__testUtils__/report';

export default { title: 'Readiness/LevelLadder', component: LevelLadder };

export const Mixed = {
  render: () => <LevelLadder levels={overview().levels} />,
};
export const NoServices = { render: () => <LevelLadder levels={[]} /> };

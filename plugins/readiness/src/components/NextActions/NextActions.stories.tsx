import { NextActions } from '.';
import { overview } from '../../__testUtils__/report';

export default { title: 'Readiness/NextActions', component: NextActions };

export const Some = {
  render: () => <NextActions actions={overview().nextActions} />,
};
export const NothingToDo = { render: () => <NextActions actions={[]} /> };

import { ScopePicker } from '.';
import { overview } from '../../__testUtils__/report';
import { PLATFORM } from '../../scope';

export default { title: 'Readiness/ScopePicker', component: ScopePicker };

export const Platform = {
  render: () => (
    <ScopePicker overview={overview()} value={PLATFORM} onChange={() => {}} />
  ),
};
export const NothingHasThisName = {
  render: () => (
    <ScopePicker value={{ scope: 'service', id: 'gone' }} onChange={() => {}} />
  ),
};

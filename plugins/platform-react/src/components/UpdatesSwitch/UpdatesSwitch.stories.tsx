import { UpdatesSwitch } from '.';

export default { title: 'UpdatesSwitch', component: UpdatesSwitch };

export const Live = {
  render: () => <UpdatesSwitch loadedAt="2025-10-24T17:26:00.000Z" />,
};

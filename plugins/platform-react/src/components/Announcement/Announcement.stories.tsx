import { Announcement } from '.';

export default { title: 'Announcement', component: Announcement };

export const Said = {
  render: () => <Announcement>Trino is now down.</Announcement>,
};

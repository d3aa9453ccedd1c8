import { Freshness } from '.';

export default { title: 'Freshness', component: Freshness };

export const Seen = {
  render: () => <Freshness at="2025-10-24T17:26:00.000Z" />,
};
export const NeverSeen = { render: () => <Freshness never="not started" /> };

import { CategoryBars } from '.';
import { categories } from '../../__testUtils__/report';

export default { title: 'Readiness/CategoryBars', component: CategoryBars };

export const Mixed = {
  render: () => <CategoryBars categories={categories} caps={[]} />,
};
export const HeldBackAndSetAside = {
  render: () => (
    <CategoryBars
      categories={[
        {
          category: 'backup',
          points: { low: 12, high: 12, known: 20, of: 20 },
          plain: { low: 12, high: 12, known: 30, of: 30 },
        },
        {
          category: 'delivery',
          points: { low: 0, high: 0, known: 0, of: 0 },
          plain: { low: 2, high: 4, known: 4, of: 6 },
        },
      ]}
      caps={[
        {
          capId: 'no-restore-proved',
          category: 'backup',
          title: 'No restore proved in 90 days: Backup at most 60 %',
          services: 2,
          lostLow: 6,
          lostHigh: 6,
        },
      ]}
    />
  ),
};

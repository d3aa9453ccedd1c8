import { CapParts } from '.';

export default { title: 'Readiness/CapParts', component: CapParts };

const points = { low: 24, high: 30, known: 36, of: 40 };
const cap = {
  capId: 'no-restore-proved',
  category: 'backup',
  title: 'No restore proved in 90 days: Backup at most 60 %',
  lostLow: 8,
  lostHigh: 8,
} as const;

export const OfOneService = {
  render: () => <CapParts points={points} caps={[cap]} />,
};
export const OfMany = {
  render: () => (
    <CapParts points={points} caps={[{ ...cap, services: 3, lostHigh: 0 }]} />
  ),
};
export const NothingHeldBack = {
  render: () => <CapParts points={points} caps={[]} />,
};

import { VerifiedState } from './VerifiedState';

export default { title: 'runbooks/VerifiedState', component: VerifiedState };

export const Never = {
  args: { row: { freshness: 'unknown', lastVerified: 'never' } },
};
export const Fresh = {
  args: { row: { freshness: 'fresh', lastVerified: '2026-06-20' } },
};
export const Stale = {
  args: { row: { freshness: 'stale', lastVerified: '2025-06-20' } },
};

import {
  Exemption,
  ExemptionPhase,
  ExemptionView,
} from '@254carbon/backstage-plugin-platform-common';
import {
  endsSoon,
  GovernanceContext,
  titlesOf,
} from '../governance/GovernanceContext';
import { RecordedExemption } from './ExemptionStore';

/** Where an exemption stands at `now` (milliseconds since the epoch). */
export function phaseOfExemption(
  { state, until }: Pick<Exemption, 'state' | 'until'>,
  now: number,
): ExemptionPhase {
  if (state === 'rejected' || state === 'revoked') return state;
  if (Date.parse(until) <= now) return 'expired';
  return state === 'approved' ? 'in-force' : 'requested';
}

/** An exemption as people see it. */
export function showExemption(
  context: Pick<
    GovernanceContext,
    'rules' | 'services' | 'warningDays' | 'now'
  >,
  { warnedAt: _, ...exemption }: RecordedExemption,
): ExemptionView {
  const now = context.now();
  const phase = phaseOfExemption(exemption, now);
  return {
    ...exemption,
    ...titlesOf(context, exemption),
    phase,
    expiresSoon:
      phase === 'in-force' &&
      endsSoon(exemption.until, now, context.warningDays),
  };
}

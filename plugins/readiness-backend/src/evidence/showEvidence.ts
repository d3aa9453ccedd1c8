import { EvidenceView } from '@254carbon/backstage-plugin-platform-common';
import {
  endsSoon,
  GovernanceContext,
  titlesOf,
} from '../governance/GovernanceContext';
import { RecordedEvidence } from './EvidenceStore';

/** Manual evidence as people see it. */
export function showEvidence(
  context: Pick<
    GovernanceContext,
    'rules' | 'services' | 'warningDays' | 'now'
  >,
  { warnedAt: _, ...evidence }: RecordedEvidence,
): EvidenceView {
  const now = context.now();
  const ended = Date.parse(evidence.until) <= now;
  const standing = ended ? 'expired' : 'in-force';
  const phase = evidence.withdrawnAt ? 'withdrawn' : standing;
  return {
    ...evidence,
    ...titlesOf(context, evidence),
    phase,
    expiresSoon:
      phase === 'in-force' &&
      endsSoon(evidence.until, now, context.warningDays),
  };
}

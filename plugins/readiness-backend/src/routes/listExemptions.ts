import {
  ExemptionPhase,
  ExemptionView,
} from '@254carbon/backstage-plugin-platform-common';
import { ExemptionQuery } from '../exemptions/ExemptionStore';
import { showExemption } from '../exemptions/showExemption';
import {
  DAY_MS,
  GovernanceContext,
  idsOfService,
} from '../governance/GovernanceContext';

/** Where the store finds what stands in a phase at `now`. */
function queryOf(phase: ExemptionPhase | undefined, now: Date): ExemptionQuery {
  switch (phase) {
    case 'requested':
      return { states: ['requested'], endsAfter: now };
    case 'in-force':
      return { states: ['approved'], endsAfter: now };
    case 'expired':
      return { states: ['requested', 'approved'], endsBefore: now };
    case 'rejected':
    case 'revoked':
      return { states: [phase] };
    default:
      return {};
  }
}

const ORDER: readonly ExemptionPhase[] = [
  'requested',
  'in-force',
  'expired',
  'revoked',
  'rejected',
];

function byUrgency(a: ExemptionView, b: ExemptionView): number {
  return (
    ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase) ||
    a.until.localeCompare(b.until)
  );
}

/** `GET /exemptions`. */
export function listExemptions(context: GovernanceContext) {
  return async ({
    query,
  }: {
    query: {
      service?: string;
      rule?: string;
      phase?: ExemptionPhase;
      expiresWithinDays?: number;
    };
  }) => {
    const { service, rule, phase, expiresWithinDays: days } = query;
    const now = context.now();
    const soon =
      days === undefined
        ? undefined
        : {
            ...queryOf('in-force', new Date(now)),
            endsBefore: new Date(now + days * DAY_MS),
          };
    const found = await context.exemptions.list({
      ...(soon ?? queryOf(phase, new Date(now))),
      ...(service ? { serviceIds: idsOfService(context, service) } : {}),
      ...(rule ? { ruleId: rule } : {}),
    });
    const exemptions = found.map(item => showExemption(context, item));
    return {
      exemptions: exemptions
        .filter(item => !phase || item.phase === phase)
        .sort(byUrgency),
      warningDays: context.warningDays,
    };
  };
}

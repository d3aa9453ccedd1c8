import { showEvidence } from '../evidence/showEvidence';
import {
  DAY_MS,
  GovernanceContext,
  idsOfService,
} from '../governance/GovernanceContext';

/** `GET /evidence`. */
export function listEvidence(context: GovernanceContext) {
  return async ({
    query,
  }: {
    query: {
      service?: string;
      rule?: string;
      expiresWithinDays?: number;
      which: 'current' | 'all';
    };
  }) => {
    const { service, rule, expiresWithinDays: days, which } = query;
    const now = context.now();
    const found = await context.evidence.list({
      ...(which === 'current' || days !== undefined
        ? { endsAfter: new Date(now) }
        : {}),
      ...(days === undefined
        ? {}
        : { endsBefore: new Date(now + days * DAY_MS) }),
      ...(service ? { serviceIds: idsOfService(context, service) } : {}),
      ...(rule ? { ruleId: rule } : {}),
    });
    return {
      evidence: found.map(item => showEvidence(context, item)),
      warningDays: context.warningDays,
      rules: context.rules
        .filter(({ acceptsEvidence }) => acceptsEvidence)
        .map(({ id, title }) => ({ id, title })),
    };
  };
}

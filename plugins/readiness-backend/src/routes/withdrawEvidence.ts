import { EvidenceView } from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showEvidence } from '../evidence/showEvidence';
import { GovernanceContext } from '../governance/GovernanceContext';

/** `POST /evidence/:id/withdraw`. */
export function withdrawEvidence(context: GovernanceContext) {
  return async (
    { params }: { params: { id: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<EvidenceView> => {
    const { evidence, governance, now } = context;
    const withdrawn = await evidence.withdraw(params.id, {
      by: nameOf(credentials),
      at: new Date(now()).toISOString(),
    });
    const { ruleId, serviceId, author } = withdrawn;
    tell({ ruleId, serviceId, author });
    governance.changed();
    return showEvidence(context, withdrawn);
  };
}

import { ExemptionView } from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showExemption } from '../exemptions/showExemption';
import { GovernanceContext } from '../governance/GovernanceContext';

/** `POST /exemptions/:id/revoke`. */
export function revokeExemption(context: GovernanceContext) {
  return async (
    { params, body }: { params: { id: string }; body: { note: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<ExemptionView> => {
    const { exemptions, governance, notices, now } = context;
    const { note } = body;
    const exemption = await exemptions.revoke(params.id, {
      by: nameOf(credentials),
      at: new Date(now()).toISOString(),
      note,
    });
    const { ruleId, serviceId, requestedBy, until } = exemption;
    tell({ ruleId, serviceId, requestedBy, until, note });
    governance.changed();
    const view = showExemption(context, exemption);
    void notices.decided(view);
    return view;
  };
}

import { NotAllowedError } from '@backstage/errors';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ExemptionView } from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showExemption } from '../exemptions/showExemption';
import { GovernanceContext } from '../governance/GovernanceContext';

/**
 * Who decides.
 *
 * @throws NotAllowedError when it is an agent: a second pair of eyes is a person's.
 */
function personOf(credentials: BackstageCredentials): string {
  const name = nameOf(credentials);
  if (name.startsWith('user:')) return name;
  throw new NotAllowedError(
    'Exemptions are decided by people; sign in as a user who may approve them.',
  );
}

/** `POST /exemptions/:id/approve` and `POST /exemptions/:id/reject`. */
export function decideExemption(
  context: GovernanceContext,
  state: 'approved' | 'rejected',
) {
  return async (
    { params, body }: { params: { id: string }; body: { note?: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<ExemptionView> => {
    const { exemptions, governance, notices, now } = context;
    const { note } = body;
    const exemption = await exemptions.decide(params.id, {
      state,
      by: personOf(credentials),
      at: new Date(now()).toISOString(),
      ...(note ? { note } : {}),
    });
    const { ruleId, serviceId, requestedBy, until } = exemption;
    tell({ ruleId, serviceId, requestedBy, until, state, note: note ?? '' });
    if (state === 'approved') governance.changed();
    const view = showExemption(context, exemption);
    void notices.decided(view);
    return view;
  };
}

import { randomUUID } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import {
  Exemption,
  ExemptionRequest,
  ExemptionView,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showExemption } from '../exemptions/showExemption';
import { whyNotExempt } from '../exemptions/whyNotExempt';
import {
  GovernanceContext,
  mustBeRule,
  mustBeService,
  mustHoldNoSecret,
} from '../governance/GovernanceContext';

async function mustBeFirst(
  { exemptions, now }: GovernanceContext,
  service: Service,
  ruleId: string,
): Promise<void> {
  const [other] = await exemptions.list({
    serviceIds: [service.id, ...service.formerIds],
    ruleId,
    states: ['requested', 'approved'],
    endsAfter: new Date(now()),
  });
  if (!other) return;
  const what =
    other.state === 'approved'
      ? `is in force until ${other.until}; revoke it first`
      : 'waits for a decision; have it decided, or take it back first';
  throw new ConflictError(
    `An exemption of ${service.title} from this rule, asked for by ${other.requestedBy}, ${what}.`,
  );
}

/** `POST /exemptions`. */
export function requestExemption(context: GovernanceContext) {
  return async (
    { body }: { body: ExemptionRequest },
    { credentials, tell }: HandlerContext,
  ): Promise<ExemptionView> => {
    const { exemptions, notices, now } = context;
    const rule = mustBeRule(context, body.ruleId);
    const service = mustBeService(context, body.serviceId);
    const { reason, compensatingControl } = body;
    mustHoldNoSecret({ reason, compensatingControl });
    const why = whyNotExempt(body.until, now());
    if (why) throw new InputError(why);
    await mustBeFirst(context, service, rule.id);
    const exemption: Exemption = {
      ...body,
      id: randomUUID(),
      serviceId: service.id,
      entityRef: service.entityRef,
      // One spelling of times, so that they sort as text.
      until: new Date(body.until).toISOString(),
      requestedBy: nameOf(credentials),
      requestedAt: new Date(now()).toISOString(),
      state: 'requested',
    };
    await exemptions.add(exemption);
    tell({ ...exemption });
    const view = showExemption(context, exemption);
    // Nobody waits for a notice, and it never throws.
    void notices.waiting(view);
    return view;
  };
}

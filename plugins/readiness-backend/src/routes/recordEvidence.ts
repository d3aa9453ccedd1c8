import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  EvidenceRequest,
  EvidenceView,
  ManualEvidence,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { showEvidence } from '../evidence/showEvidence';
import { whyNotProof } from '../evidence/whyNotProof';
import {
  GovernanceContext,
  mustBeRule,
  mustBeService,
  mustHoldNoSecret,
} from '../governance/GovernanceContext';

/** What is only seen cannot be said: the rule must accept what people prove. */
function mustAcceptEvidence(context: GovernanceContext, ruleId: string): void {
  const rule = mustBeRule(context, ruleId);
  if (rule.acceptsEvidence) return;
  const others = context.rules
    .filter(({ acceptsEvidence }) => acceptsEvidence)
    .map(({ id }) => id);
  throw new InputError(
    `The rule "${
      rule.id
    }" is judged by what is observed and cannot be proved by hand; ${
      others.length > 0
        ? `these can: ${others.join(', ')}`
        : 'no rule in force can'
    }.`,
  );
}

/** `POST /evidence`. */
export function recordEvidence(context: GovernanceContext) {
  return async (
    { body }: { body: EvidenceRequest },
    { credentials, tell }: HandlerContext,
  ): Promise<EvidenceView> => {
    const { evidence, governance, now } = context;
    mustAcceptEvidence(context, body.ruleId);
    const service = mustBeService(context, body.serviceId);
    const { statement, proof } = body;
    mustHoldNoSecret({ statement, proof });
    const why = whyNotProof(body, now());
    if (why) throw new InputError(why);
    const recorded: ManualEvidence = {
      ...body,
      id: randomUUID(),
      serviceId: service.id,
      entityRef: service.entityRef,
      // One spelling of times, so that they sort as text.
      observedAt: new Date(body.observedAt).toISOString(),
      until: new Date(body.until).toISOString(),
      author: nameOf(credentials),
      recordedAt: new Date(now()).toISOString(),
    };
    await evidence.add(recorded);
    tell({ ...recorded });
    governance.changed();
    return showEvidence(context, recorded);
  };
}

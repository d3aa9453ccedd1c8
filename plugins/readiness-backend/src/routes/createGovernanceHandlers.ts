import { NotFoundError } from '@backstage/errors';
import {
  EvidenceRequest,
  ExemptionRequest,
} from '@254carbon/backstage-plugin-platform-common';
import { GovernanceContext } from '../governance/GovernanceContext';
import { decideExemption } from './decideExemption';
import { listEvidence } from './listEvidence';
import { listExemptions } from './listExemptions';
import { recordEvidence } from './recordEvidence';
import { requestExemption } from './requestExemption';
import { revokeExemption } from './revokeExemption';
import { withdrawEvidence } from './withdrawEvidence';

/** Handlers of the routes about exemptions and manual evidence. */
export function createGovernanceHandlers(context: GovernanceContext) {
  return {
    listExemptions: listExemptions(context),
    requestExemption: requestExemption(context),
    approveExemption: decideExemption(context, 'approved'),
    rejectExemption: decideExemption(context, 'rejected'),
    revokeExemption: revokeExemption(context),
    listEvidence: listEvidence(context),
    recordEvidence: recordEvidence(context),
    withdrawEvidence: withdrawEvidence(context),
  };
}

type ById = { params: { id: string } };

/**
 * The service that a request is about, for routes whose permission depends on it: it is the resource that the platform
 * plugin answers for, with the owner that it has now.
 */
export function createGovernanceResources({
  exemptions,
  evidence,
}: Pick<GovernanceContext, 'exemptions' | 'evidence'>) {
  const ofExemption = async ({ params }: ById) => {
    const exemption = await exemptions.find(params.id);
    if (exemption) return exemption.serviceId;
    throw new NotFoundError(
      `There is no exemption "${params.id}"; compare the list of exemptions.`,
    );
  };
  return {
    requestExemption: async ({ body }: { body: ExemptionRequest }) =>
      body.serviceId,
    approveExemption: ofExemption,
    rejectExemption: ofExemption,
    revokeExemption: ofExemption,
    recordEvidence: async ({ body }: { body: EvidenceRequest }) =>
      body.serviceId,
    withdrawEvidence: async ({ params }: ById) => {
      const found = await evidence.find(params.id);
      if (found) return found.serviceId;
      throw new NotFoundError(
        `There is no manual evidence "${params.id}"; compare the list of evidence.`,
      );
    },
  };
}

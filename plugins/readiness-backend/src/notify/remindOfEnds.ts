/**
 * Before something that people said ends, who answers for it hears of it, once. It is one global task, so that of several
 * replicas one reminds; what was told is remembered beside it, so that a restart tells nothing twice.
 */
import { showEvidence } from '../evidence/showEvidence';
import { showExemption } from '../exemptions/showExemption';
import {
  DAY_MS,
  GovernanceContext,
  mustBeService,
} from '../governance/GovernanceContext';

/** What reminding needs. */
export type RemindOptions = Omit<GovernanceContext, 'governance'>;

async function remindOfExemptions(options: RemindOptions, end: Date) {
  const { exemptions, notices, now } = options;
  const ending = await exemptions.list({
    states: ['approved'],
    endsAfter: new Date(now()),
    endsBefore: end,
  });
  const told: string[] = [];
  for (const exemption of ending) {
    if (exemption.warnedAt) continue;
    const view = showExemption(options, exemption);
    if (await notices.exemptionEnds(view)) told.push(exemption.id);
  }
  await exemptions.markWarned(told, new Date(now()).toISOString());
}

function ownerOf(options: RemindOptions, serviceId: string): string {
  try {
    return mustBeService(options, serviceId).owner;
  } catch {
    // It is not known at present; the author is told all the same.
    return '';
  }
}

async function remindOfEvidence(options: RemindOptions, end: Date) {
  const { evidence, notices, now } = options;
  const ending = await evidence.list({
    endsAfter: new Date(now()),
    endsBefore: end,
  });
  const told: string[] = [];
  for (const item of ending) {
    if (item.warnedAt) continue;
    const view = showEvidence(options, item);
    const owner = ownerOf(options, item.serviceId);
    if (await notices.evidenceEnds(view, owner)) told.push(item.id);
  }
  await evidence.markWarned(told, new Date(now()).toISOString());
}

/** Tells of what ends within the warning days and was not told of yet. */
export async function remindOfEnds(options: RemindOptions): Promise<void> {
  const end = new Date(options.now() + options.warningDays * DAY_MS);
  await remindOfExemptions(options, end);
  await remindOfEvidence(options, end);
}

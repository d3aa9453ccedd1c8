import { InputError, NotFoundError } from '@backstage/errors';
import {
  Rule,
  scrub,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { EvidenceStore } from '../evidence/EvidenceStore';
import { ExemptionStore } from '../exemptions/ExemptionStore';
import { GovernanceNotices } from '../notify/governanceNotices';
import { GovernanceSource } from './GovernanceSource';

/** What the handlers about exemptions and evidence are given. */
export interface GovernanceContext {
  exemptions: ExemptionStore;
  evidence: EvidenceStore;
  governance: Pick<GovernanceSource, 'changed'>;
  notices: GovernanceNotices;
  /** Rules in force. */
  rules: readonly Rule[];
  /** Services as they are known now. */
  services: () => readonly Service[];
  /** Days before an end from which it is warned of. */
  warningDays: number;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Milliseconds of a day. */
export const DAY_MS = 24 * 3_600_000;

/**
 * The rule in force with an id.
 *
 * @throws InputError with the cure when there is none.
 */
export function mustBeRule(
  { rules }: Pick<GovernanceContext, 'rules'>,
  id: string,
): Rule {
  const rule = rules.find(item => item.id === id);
  if (rule) return rule;
  throw new InputError(
    `There is no rule "${id}" in force; take the id of one of the list of rules.`,
  );
}

function hasId(id: string) {
  return (service: Service) =>
    service.id === id || service.formerIds.includes(id);
}

/**
 * The service with an id, or that had it before it was renamed.
 *
 * @throws NotFoundError with the cure when there is none.
 */
export function mustBeService(
  { services }: Pick<GovernanceContext, 'services'>,
  id: string,
): Service {
  const service = services().find(hasId(id));
  if (service) return service;
  throw new NotFoundError(
    `There is no service "${id}"; take the id of one of the list of services.`,
  );
}

/** Every id under which a service is or was known; the given one alone when it is not known at present. */
export function idsOfService(
  { services }: Pick<GovernanceContext, 'services'>,
  id: string,
): string[] {
  const service = services().find(hasId(id));
  return service ? [service.id, ...service.formerIds] : [id];
}

/** What a rule and a service are called; their ids when they are not there at present. */
export function titlesOf(
  { rules, services }: Pick<GovernanceContext, 'rules' | 'services'>,
  { ruleId, serviceId }: { ruleId: string; serviceId: string },
): { ruleTitle: string; serviceTitle: string } {
  const rule = rules.find(({ id }) => id === ruleId);
  const service = services().find(hasId(serviceId));
  return {
    ruleTitle: rule?.title ?? ruleId,
    serviceTitle: service?.title ?? serviceId,
  };
}

/**
 * Refuses texts that seem to hold a credential: what people write here is shown to everybody and kept.
 *
 * @throws InputError that names the field.
 */
export function mustHoldNoSecret(
  texts: Readonly<Record<string, string>>,
): void {
  for (const [name, text] of Object.entries(texts)) {
    if (scrub(text) === text) continue;
    throw new InputError(
      `The field ${name} seems to hold a credential; leave it out, everybody can read this.`,
    );
  }
}

/** Whether something that ends is about to, `days` days before. */
export function endsSoon(until: string, now: number, days: number): boolean {
  const left = Date.parse(until) - now;
  return left > 0 && left <= days * DAY_MS;
}

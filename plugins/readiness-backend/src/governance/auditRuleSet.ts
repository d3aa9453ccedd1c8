import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { compareRuleSets, RuleSet } from './ruleSet';
import { RuleSetStore } from './RuleSetStore';

/** Id of the audit event that tells that other rules are in force than at the last run. */
export const RULES_CHANGED_EVENT = 'rules-changed';

/**
 * Tells the audit log what differs between the rules in force and those of the last run, or of the portal's own rules when there
 * was none, and remembers those in force.
 *
 * @returns what differs, each as a clause.
 */
export async function auditRuleSet(options: {
  inForce: RuleSet;
  /** The portal's own rules, weights and caps. */
  own: RuleSet;
  store: RuleSetStore;
  auditor: AuditorService;
  logger: LoggerService;
  now: () => number;
}): Promise<string[]> {
  const { inForce, own, store, auditor, logger, now } = options;
  const last = await store.read();
  const changes = compareRuleSets(last ?? own, inForce);
  if (changes.length > 0) {
    const event = await auditor.createEvent({
      eventId: RULES_CHANGED_EVENT,
      severityLevel: 'medium',
      meta: { changes, since: last ? 'last run' : 'the rules of the portal' },
    });
    await event.success();
    logger.info(
      `Readiness is judged by other rules than ${
        last ? 'at the last run' : 'the portal comes with'
      }: ${changes.join('; ')}.`,
    );
  }
  if (!last || changes.length > 0)
    await store.write(inForce, new Date(now()).toISOString());
  return changes;
}

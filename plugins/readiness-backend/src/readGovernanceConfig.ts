/** What the configuration says about exemptions, evidence, and who hears of them. */
import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Settings about what people say of readiness. */
export interface GovernanceConfig {
  /** Days before an end from which it is warned of; whole, 1 to 90. */
  readonly warningDays: number;
  /** Entity refs of users and groups who hear that an exemption waits for a decision. */
  readonly approvers: readonly string[];
}

const WARNING_DAYS = 14;
const LONGEST_WARNING_DAYS = 90;
const REF = /^(?:user|group):[a-z0-9-_.]+\/[a-zA-Z0-9-_.]+$/;

function readWarningDays(config: Config): number {
  const days = config.getOptionalNumber('warningDays') ?? WARNING_DAYS;
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_WARNING_DAYS)
    return days;
  throw new InputError(
    `readiness.warningDays is ${days}; give a whole number of days from 1 to ${LONGEST_WARNING_DAYS}.`,
  );
}

/** Who may approve, by the permission policy, unless somebody else is to be told. */
function readApprovers(root: Config, config: Config): readonly string[] {
  const approvers =
    config.getOptionalStringArray('notifications.approvers') ??
    root.getOptionalStringArray('permission.roles.approver') ??
    [];
  const wrong = approvers.find(ref => !REF.test(ref));
  if (wrong === undefined) return approvers;
  throw new InputError(
    `readiness.notifications.approvers holds "${wrong}"; write a full entity ref such as group:default/change-approval.`,
  );
}

/**
 * Reads the part of the section `readiness` that is about exemptions, evidence and notices.
 *
 * @throws InputError with one sentence that names the cure.
 */
export function readGovernanceConfig(root: Config): GovernanceConfig {
  const config =
    root.getOptionalConfig('readiness') ?? new ConfigReader(undefined);
  return {
    warningDays: readWarningDays(config),
    approvers: readApprovers(root, config),
  };
}

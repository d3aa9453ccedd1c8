import { LONGEST_EXEMPTION_DAYS } from '@254carbon/backstage-plugin-platform-common';
import { DAY_MS } from '../governance/GovernanceContext';

/** Why an exemption cannot last until `until`, with the cure; `undefined` when it can. `now` is milliseconds since the epoch. */
export function whyNotExempt(until: string, now: number): string | undefined {
  const left = Date.parse(until) - now;
  if (left <= 0) return 'It ends in the past; choose a later "until".';
  if (left > LONGEST_EXEMPTION_DAYS * DAY_MS) {
    return `It lasts longer than ${LONGEST_EXEMPTION_DAYS} days, the most for an exemption; choose an earlier "until" and ask again when it is still needed.`;
  }
  return undefined;
}

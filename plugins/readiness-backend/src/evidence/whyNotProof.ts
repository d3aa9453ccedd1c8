import {
  EvidenceRequest,
  LONGEST_EVIDENCE_DAYS,
} from '@254carbon/backstage-plugin-platform-common';
import { DAY_MS } from '../governance/GovernanceContext';

/** How far clocks may differ: what was done a moment ago is not done in the future. */
const CLOCKS_MS = 5 * 60_000;

/** Why evidence cannot be recorded with these times, with the cure; `undefined` when it can. `now` is milliseconds since the epoch. */
export function whyNotProof(
  times: Pick<EvidenceRequest, 'observedAt' | 'until'>,
  now: number,
): string | undefined {
  const observedAt = Date.parse(times.observedAt);
  const until = Date.parse(times.until);
  if (observedAt > now + CLOCKS_MS)
    return 'It was done in the future; write in "observedAt" when it was really done.';
  if (until <= now)
    return 'It counts until a time in the past; choose a later "until", or do it again.';
  if (until - observedAt > LONGEST_EVIDENCE_DAYS * DAY_MS) {
    return `It would count longer than ${LONGEST_EVIDENCE_DAYS} days after it was done; choose an earlier "until" and do it again then.`;
  }
  return undefined;
}

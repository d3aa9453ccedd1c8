import { digestText, Observation } from '../../model';
import { digestValue } from '../../rules';

/**
 * Digest of a fact: of its value and, when it cannot be read, of the reason. Never of when it was read, so that what did not change is kept
 * once.
 */
export function factDigest(observation: Observation<unknown>): string {
  if (observation.ok) return digestValue(observation.value);
  const { reason, lastGood } = observation;
  const last = lastGood ? digestValue(lastGood.value) : 'none';
  return digestText(`failed ${last} ${reason}`);
}

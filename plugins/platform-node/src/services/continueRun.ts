import { Observation } from '@254carbon/backstage-plugin-platform-common';

/** A failed answer after a failed one keeps the time of the first, and the last good answer. */
export function continueRun<T>(
  answer: Observation<T>,
  previous: Observation<T> | undefined,
): Observation<T> {
  if (answer.ok || !previous) return answer;
  if (previous.ok) {
    const { value, observedAt } = previous;
    return { ...answer, lastGood: { value, observedAt } };
  }
  const { since, lastGood } = previous;
  return { ...answer, since, ...(lastGood ? { lastGood } : {}) };
}

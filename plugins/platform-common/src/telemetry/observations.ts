/** What follows from observations, with the same source and age, and the same failures. */
import { lastKnown, Observation } from '../model';

/** What follows from one observation; a failed one stays failed, and so does what was last good. */
export function mapObservation<A, B>(
  observation: Observation<A>,
  derive: (value: A) => B,
): Observation<B> {
  if (observation.ok) {
    return { ...observation, value: derive(observation.value) };
  }
  const { lastGood, ...rest } = observation;
  return lastGood
    ? { ...rest, lastGood: { ...lastGood, value: derive(lastGood.value) } }
    : rest;
}

type Values<O> = {
  [K in keyof O]: O[K] extends Observation<infer T> ? T : never;
};

function oldest(times: readonly string[]): string {
  return times.reduce((first, time) => (time < first ? time : first));
}

/**
 * What follows from several observations together. It is as old as the oldest of them, and fails as the first of
 * them that fails, with what was last good when all of them have something.
 */
export function combineObservations<
  O extends Record<string, Observation<unknown>>,
  R,
>(observations: O, derive: (values: Values<O>) => R): Observation<R> {
  const entries = Object.entries(observations);
  const known = entries.map(([name, observation]) => ({
    name,
    last: lastKnown(observation),
  }));
  const times = known.flatMap(({ last }) => last?.observedAt ?? []);
  const whole = known.every(({ last }) => last !== undefined);
  const value = () =>
    derive(
      Object.fromEntries(
        known.map(({ name, last }) => [name, last?.value]),
      ) as Values<O>,
    );
  const broken = entries.map(([, one]) => one).find(one => !one.ok);
  const { source } = broken ?? entries[0][1];
  if (!broken || broken.ok) {
    return { ok: true, value: value(), observedAt: oldest(times), source };
  }
  const { lastGood: _, ...failure } = broken;
  return whole
    ? { ...failure, lastGood: { value: value(), observedAt: oldest(times) } }
    : failure;
}

import { failed, Observation, observed, Source } from '../../model';

/** The time at which tests judge. */
export const NOW = Date.parse('2025-10-24T17:26:00Z');
/** The source of facts in tests. */
export const SOURCE: Source = { kind: 'cluster', name: 'demo' };

/** A fact that was read just now. */
export function seen<T>(value: T): Observation<T> {
  return observed({ value, now: NOW, source: SOURCE });
}

/** A fact that never could be read. */
export function unseen<T>(): Observation<T> {
  return failed({ reason: 'pods of demo: 403', now: NOW, source: SOURCE });
}

/** A fact that could be read before and cannot now. */
export function seenBefore<T>(value: T): Observation<T> {
  const previous = observed({ value, now: NOW - 600_000, source: SOURCE });
  return failed({ reason: 'timed out', now: NOW, source: SOURCE, previous });
}

/**
 * Facts as they are kept: the value, or why there is none, once for each digest. Together with the record of a judgement, which says when and
 * where it was read, the fact can be had again as the rules saw it.
 */
import { z } from 'zod';
import { Observation } from '../../model';
import { FactRecord } from './record';

/** A fact without its age. Plain JSON. */
export const KeptFactSchema = z.object({
  /** Absent when it could not be read and never could before. */
  value: z.unknown().optional(),
  /** Why it could not be read; absent when it could. */
  reason: z.string().optional(),
});
/** A fact without its age. */
export type KeptFact = z.infer<typeof KeptFactSchema>;

/** What is kept of a fact. */
export function keepFact(observation: Observation<unknown>): KeptFact {
  if (observation.ok) return { value: observation.value };
  const { reason, lastGood } = observation;
  return { ...(lastGood ? { value: lastGood.value } : {}), reason };
}

/**
 * The fact as it was.
 *
 * @param record - What a judgement noted of it.
 * @param kept - What was kept under the record's digest.
 * @param at - Milliseconds since the epoch: what a failure is dated by when nothing is known of its beginning.
 */
export function recallFact(
  record: FactRecord,
  kept: KeptFact,
  at: number,
): Observation<unknown> {
  const { source, observedAt = new Date(at).toISOString() } = record;
  if (record.ok) return { ok: true, value: kept.value, observedAt, source };
  return {
    ok: false,
    reason: kept.reason ?? 'The reason was not kept.',
    since: observedAt,
    source,
    ...('value' in kept ? { lastGood: { value: kept.value, observedAt } } : {}),
  };
}

/**
 * What is kept of a judgement. A verdict is a function of its rule's version, of the facts that the rule looked at and, for some rules, of
 * the time; so a record names all of them, and two records of the same service, rule, version and facts say the same thing once.
 */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from '../../model';
import { VerdictSchema } from '../../rules';

/** A fact as a judgement saw it; its value is kept beside, by digest. */
export const FactRecordSchema = z.object({
  name: z.string(),
  /** Of the value and of why there is none; never of its age. */
  digest: z.string(),
  /** False when it could not be read; the digest is then of the last value, if there was one. */
  ok: z.boolean(),
  /** When the value was read; absent when it never was. */
  observedAt: InstantSchema.optional(),
  source: SourceSchema,
});
/** A fact as a judgement saw it. */
export type FactRecord = z.infer<typeof FactRecordSchema>;

/** A verdict with everything that it follows from; immutable. */
export const VerdictRecordSchema = z.object({
  serviceId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.number().int().min(1),
  /** Of the digests of {@link VerdictRecordSchema} `facts`, names included. */
  factsDigest: z.string(),
  verdict: VerdictSchema,
  /** The facts that the rule declares and looked at, by name. */
  facts: z.array(FactRecordSchema),
});
/** A verdict with everything that it follows from. */
export type VerdictRecord = z.infer<typeof VerdictRecordSchema>;

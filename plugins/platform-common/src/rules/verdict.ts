/**
 * A verdict is what a rule says about one service. It is never only a word: it says what was observed,
 * what was expected, on which objects, where and when, so that whoever doubts it can go and look, and
 * whoever believes it knows what to do. `unknown` is a verdict like the others: it neither passes nor
 * fails, and widens the score's range.
 */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from '../model';

/** What a rule can say. */
export const OUTCOMES = ['pass', 'fail', 'unknown', 'not-applicable'] as const;
/** What a rule can say. */
export type Outcome = (typeof OUTCOMES)[number];
export const OutcomeSchema = z.enum(OUTCOMES);

/** One proof of a verdict. */
export const VerdictEvidenceSchema = z.object({
  /** What was seen: `1 of 2 pods ready`. Never the value of a credential. */
  observed: z.string(),
  /** What the rule asks for: `2 of 2 pods ready`. */
  expected: z.string(),
  /** Objects that it was seen on: `Deployment data-platform/trino-worker`. */
  objects: z.array(z.string()),
  /** Where objects among them are declared; absent when no manifest is known to. */
  places: z
    .array(
      z.object({
        object: z.string(),
        /** Name of the manifest source. */
        source: z.string(),
        file: z.string(),
        /** Counted from 1. */
        line: z.number().int(),
      }),
    )
    .optional(),
  source: SourceSchema,
  /** When it was seen; absent when it never was. */
  observedAt: InstantSchema.optional(),
});
export type VerdictEvidence = z.infer<typeof VerdictEvidenceSchema>;

/** How to mend what fails. */
export const RemedySchema = z.object({
  /** What to do, in the imperative. */
  text: z.string(),
  /** Id of the runbook that does it step by step. */
  runbook: z.string().optional(),
  /** Name of the software template that writes what is missing. */
  template: z.string().optional(),
  /** Id of the action that does it. */
  action: z.string().optional(),
});
export type Remedy = z.infer<typeof RemedySchema>;

/** An exemption that is in force for a verdict: who lives with what it says, why, and until when. */
export const VerdictExemptionSchema = z.object({
  id: z.string(),
  reason: z.string(),
  /** Entity ref of who answers for it. */
  owner: z.string(),
  /** Entity ref of who approved it; never who asked for it. */
  approver: z.string(),
  until: InstantSchema,
});
export type VerdictExemption = z.infer<typeof VerdictExemptionSchema>;

/** What a person recorded that proves a rule, where it does. */
export const VerdictManualSchema = z.object({
  id: z.string(),
  /** Entity ref of who recorded it. */
  author: z.string(),
  /** A link, or a text. */
  proof: z.string(),
  /** When the thing was done. */
  observedAt: InstantSchema,
  until: InstantSchema,
});
export type VerdictManual = z.infer<typeof VerdictManualSchema>;

/** What a rule says about one service. */
export const VerdictSchema = z.object({
  ruleId: z.string(),
  outcome: OutcomeSchema,
  /** The judgement rests on facts that cannot be read at present; it then counts like `unknown`. */
  stale: z.boolean(),
  /** One sentence for people. */
  summary: z.string(),
  evidence: z.array(VerdictEvidenceSchema),
  /** Present on `fail`, and on `unknown` when something can be done to know. */
  remedy: RemedySchema.optional(),
  /** Present where an exemption in force sets a `fail` or `unknown` aside. */
  exemption: VerdictExemptionSchema.optional(),
  /** Present where manual evidence in force made it a `pass`. */
  manual: VerdictManualSchema.optional(),
});
/** What a rule says about one service. */
export type Verdict = z.infer<typeof VerdictSchema>;

/** Kind, namespace and name of an object as evidence names it: `Deployment data/trino`; absent when the text is no object of a cluster. */
export function readObjectName(
  text: string,
): { kind: string; namespace?: string; name: string } | undefined {
  const match = /^([A-Z]\w+) (?:([a-z0-9.-]+)\/)?([A-Za-z0-9.:_-]+)$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, kind, namespace, name] = match;
  return { kind, ...(namespace ? { namespace } : {}), name };
}

/** A verdict before the engine puts the rule's id on it. */
export type RuleJudgement = Omit<Verdict, 'ruleId'>;

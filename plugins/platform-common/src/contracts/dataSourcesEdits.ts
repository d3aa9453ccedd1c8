/** What becomes of files that were generated, then edited by hand, when a pipeline is changed. */
import { z } from 'zod';

/** Whether an edit stands, or what the template writes. */
export const EditDecisionSchema = z.enum(['keep', 'replace']);
/** Whether an edit stands, or what the template writes. */
export type EditDecision = z.infer<typeof EditDecisionSchema>;

/** A generated file that somebody edited or removed by hand, and what a change does with it. */
export const EditedFileSchema = z.object({
  path: z.string(),
  /** `merged`: both stand; `undecided`: both changed the same lines, and nothing is written before somebody says which stands. */
  outcome: z.enum(['kept', 'merged', 'replaced', 'undecided']),
  /** Whether a person says which one stands. */
  mayDecide: z.boolean(),
  message: z.string(),
});
/** A generated file that somebody edited or removed by hand. */
export type EditedFile = z.infer<typeof EditedFileSchema>;

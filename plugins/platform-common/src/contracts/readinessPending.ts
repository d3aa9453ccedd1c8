import { z } from 'zod';

/** Said instead of a report as long as nothing has been judged yet: an empty report would be a lie. */
export const ReadinessPendingSchema = z.object({
  state: z.literal('pending'),
  /** One sentence: what is being waited for. */
  reason: z.string(),
});
/** Nothing has been judged yet. */
export type ReadinessPending = z.infer<typeof ReadinessPendingSchema>;

/** An answer of the given shape, or that nothing has been judged yet. */
export function pendingOr<S extends z.ZodObject>(schema: S) {
  return z.union([ReadinessPendingSchema, schema]);
}

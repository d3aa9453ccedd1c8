import { z } from 'zod';
import { InstantSchema } from '../model';

/** How far the first look at the platform is: nothing is judged before everything has been asked once. */
export const FirstLookStateSchema = z.object({
  since: InstantSchema,
  /** Then it is judged by what is known, whoever has not answered. */
  until: InstantSchema,
  parts: z.array(
    z.object({
      /** In the reader's words: `the services themselves`. */
      what: z.string(),
      /** All of it has been asked once, well or not. */
      done: z.boolean(),
    }),
  ),
});
/** How far the first look at the platform is. */
export type FirstLookState = z.infer<typeof FirstLookStateSchema>;

/** Said instead of a report as long as nothing has been judged yet: an empty report would be a lie. */
export const ReadinessPendingSchema = z.object({
  state: z.literal('pending'),
  /** One sentence: what is being waited for. */
  reason: z.string(),
  /** Present as long as the first look after the start is under way. */
  firstLook: FirstLookStateSchema.optional(),
});
/** Nothing has been judged yet. */
export type ReadinessPending = z.infer<typeof ReadinessPendingSchema>;

/** An answer of the given shape, or that nothing has been judged yet. */
export function pendingOr<S extends z.ZodObject>(schema: S) {
  return z.union([ReadinessPendingSchema, schema]);
}

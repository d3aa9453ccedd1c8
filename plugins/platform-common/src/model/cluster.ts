import { z } from 'zod';
import { InstantSchema } from './observation';

/** Objects that a list lacked and that are kept until it is certain that they are gone. */
export const HeldObjectsSchema = z.object({
  count: z.number().int(),
  /** When the first of them was missing. */
  since: InstantSchema,
  /** One sentence: what makes their absence doubtful, and what settles it. */
  reason: z.string(),
});
export type HeldObjects = z.infer<typeof HeldObjectsSchema>;

/** How well one kind of object of one cluster can be read at present. */
export const KindStateSchema = z.object({
  /** `apps/v1/deployments`, `v1/pods`. */
  resource: z.string(),
  ok: z.boolean(),
  count: z.number().int(),
  /** Time of the last good list or watch event or bookmark. */
  observedAt: InstantSchema.optional(),
  /** Why it cannot be read, with the cure, when `ok` is false. */
  reason: z.string().optional(),
  since: InstantSchema.optional(),
  /** What is kept although the last list lacked it; absent when nothing is. */
  held: HeldObjectsSchema.optional(),
});
export type KindState = z.infer<typeof KindStateSchema>;

/** State of one cluster's reader. */
export const ClusterStateSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  /** `connecting` before the first list of every kind has ended, well or not. */
  phase: z.enum(['connecting', 'reading', 'partly-failing', 'failing']),
  /** Every kind was listed well at least once: what is not known is not there. Absent means no. */
  whole: z.boolean().optional(),
  version: z.string().optional(),
  kinds: z.array(KindStateSchema),
});
export type ClusterState = z.infer<typeof ClusterStateSchema>;

/** A node that is not ready: it takes no pods, and what is said of those on it may be old. */
export const LostNodeSchema = z.object({
  name: z.string(),
  /** When it stopped to be ready, when it says so. */
  since: InstantSchema.optional(),
  /** Why, in the cluster's own words, without a full stop. */
  reason: z.string(),
  /** Pods that are placed on it and have not ended. */
  pods: z.number().int(),
});
export type LostNode = z.infer<typeof LostNodeSchema>;

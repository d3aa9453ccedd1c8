/** How well each cluster can be read, what is held back there, and what an operator let go. */
import { z } from 'zod';
import { ClusterStateSchema, InstantSchema, LostNodeSchema } from '../model';

/** That an operator confirmed that what is held may go. */
export const ConfirmationSchema = z.object({
  id: z.string(),
  cluster: z.string(),
  /** The kind that was confirmed (`apps/v1/deployments`); absent for a whole cluster. */
  kind: z.string().optional(),
  note: z.string(),
  by: z.string(),
  at: InstantSchema,
});
/** That an operator confirmed that what is held may go. */
export type Confirmation = z.infer<typeof ConfirmationSchema>;

/** One cluster's reader: how well each kind can be read, how old that is, what is held back. */
export const ClusterViewSchema = ClusterStateSchema.extend({
  /** Objects known in all. */
  objects: z.number().int(),
  /** Time of the oldest of the kinds' last confirmations; absent when one was never read. */
  oldestObservedAt: InstantSchema.optional(),
  /** Nodes that are not ready; absent when none is known to be. */
  lostNodes: z.array(LostNodeSchema).optional(),
  /** Set when the cluster is no longer configured, and its entities are kept until that is confirmed. */
  orphaned: z
    .object({
      reason: z.string(),
      since: InstantSchema.optional(),
      entities: z.number().int().optional(),
    })
    .optional(),
  /** Newest first, at most 20. */
  confirmations: z.array(ConfirmationSchema),
});
/** One cluster's reader. */
export type ClusterView = z.infer<typeof ClusterViewSchema>;

/** State of all readers. */
export const ClusterListSchema = z.object({
  clusters: z.array(ClusterViewSchema),
  caveats: z.array(z.string()),
  generatedAt: InstantSchema,
});
/** State of all readers. */
export type ClusterList = z.infer<typeof ClusterListSchema>;

/** What an operator confirms: one kind of the cluster, or (without `kind`) the whole cluster that is not configured any more. */
export const ReleaseRequestSchema = z.object({
  kind: z.string().min(1).max(200).optional(),
  note: z.string().trim().min(1).max(1000),
});
/** What an operator confirms. */
export type ReleaseRequest = z.infer<typeof ReleaseRequestSchema>;

/**
 * Any object, by name: what it is called, where it was declared and where it was observed, and why it
 * became what it is in the portal (or did not).
 */
import { z } from 'zod';
import { DeclaredOriginSchema } from '../declared';
import { ExplanationSchema, InstantSchema } from '../model';

/** What an object is called in one cluster. */
export const ObjectNameSchema = z.object({
  /** Empty for what is declared for any cluster and observed in none. */
  cluster: z.string(),
  kind: z.string(),
  apiVersion: z.string().optional(),
  /** Absent for objects without a namespace. */
  namespace: z.string().optional(),
  name: z.string(),
});
/** What an object is called in one cluster. */
export type ObjectName = z.infer<typeof ObjectNameSchema>;

/** Whether an object was seen in a cluster, only written down, both, or neither. */
export const PresenceSchema = z.enum(['observed', 'declared', 'both', 'none']);
/** Whether an object was seen in a cluster, only written down, both, or neither. */
export type Presence = z.infer<typeof PresenceSchema>;

/** One object that a search found. */
export const FoundObjectSchema = ObjectNameSchema.extend({
  presence: PresenceSchema,
  /** Service that it belongs to; absent when it belongs to none. */
  serviceId: z.string().optional(),
  /** Since when it cannot be confirmed; absent while it can. */
  staleSince: InstantSchema.optional(),
});
/** One object that a search found. */
export type FoundObject = z.infer<typeof FoundObjectSchema>;

/** What a search over all objects found. */
export const FoundObjectsSchema = z.object({
  /** Best match first, at most as many as were asked for. */
  objects: z.array(FoundObjectSchema),
  /** How many match in all. */
  total: z.number().int(),
  /** Why an object may be missing here although it exists; sentences. */
  caveats: z.array(z.string()),
});
/** What a search over all objects found. */
export type FoundObjects = z.infer<typeof FoundObjectsSchema>;

/** Why an object is, or is not, in the portal: the explanation, and what is known of the object itself. */
export const WhySchema = ExplanationSchema.extend({
  presence: PresenceSchema,
  /** The object that is explained; absent when nothing, or more than one thing, has the name. */
  object: ObjectNameSchema.optional(),
  /** When it was last confirmed in its cluster. */
  observedAt: InstantSchema.optional(),
  staleSince: InstantSchema.optional(),
  /** Where it was written down; empty when nowhere, or when no manifests are read. */
  origins: z.array(DeclaredOriginSchema),
  /** Objects that may have been meant, best first; at most 20. */
  candidates: z.array(FoundObjectSchema),
  caveats: z.array(z.string()),
});
/** Why an object is, or is not, in the portal. */
export type Why = z.infer<typeof WhySchema>;

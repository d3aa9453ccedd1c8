/**
 * What people say about a service that cannot be seen: that it is meant to be down, that it is being
 * worked on. A declaration never changes a state; it is a flag beside it, with a reason, somebody who
 * answers for it, and an end. Nothing is ever declared by the portal itself: 0 replicas mean 0 replicas.
 */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from './observation';

/** Who made a declaration: an annotation in the cluster, or a person in the portal. */
export const DECLARED_BY = ['annotation', 'portal'] as const;

/** That a service is meant to be down. */
export const ExpectedDownSchema = z.object({
  reason: z.string(),
  /** Entity ref of who answers for it. */
  owner: z.string(),
  until: InstantSchema,
  declaredBy: z.enum(DECLARED_BY),
  /** The annotated object, or the person who declared it. */
  source: SourceSchema,
});
/** That a service is meant to be down. */
export type ExpectedDown = z.infer<typeof ExpectedDownSchema>;

/** That a service is being worked on at present. */
export const MaintenanceSchema = ExpectedDownSchema.extend({
  from: InstantSchema,
});
/** That a service is being worked on at present. */
export type Maintenance = z.infer<typeof MaintenanceSchema>;

/** A declaration as the portal stores it. */
export const DeclarationSchema = z.object({
  id: z.string(),
  kind: z.enum(['expected-down', 'maintenance']),
  /** Id of the service that it is about; a former id counts too. */
  serviceId: z.string(),
  reason: z.string().min(1),
  /** Entity ref of who answers for it. */
  owner: z.string().min(1),
  /** Start; absent: from the moment it was declared. */
  from: InstantSchema.optional(),
  until: InstantSchema,
  /** Entity ref of the person who declared it. */
  declaredBy: z.string(),
  declaredAt: InstantSchema,
});
/** A declaration as the portal stores it. */
export type Declaration = z.infer<typeof DeclarationSchema>;

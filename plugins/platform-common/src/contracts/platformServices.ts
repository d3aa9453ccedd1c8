/** Services as they are listed, and one with everything that its page shows. */
import { z } from 'zod';
import {
  ClusterStateSchema,
  HealthStateSchema,
  InstantSchema,
  ServiceDependencySchema,
  ServiceSchema,
  SystemIdSchema,
} from '../model';
import { DriftSummarySchema } from './platformDeclared';
import { DeclarationViewSchema, IncidentSchema } from './platformIncidents';

/** A Kubernetes event about one of the service's objects. */
export const ServiceEventSchema = z.object({
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  object: z.string(),
  count: z.number().int(),
  lastSeen: z.iso.datetime().optional(),
});
/** A Kubernetes event about one of the service's objects. */
export type ServiceEvent = z.infer<typeof ServiceEventSchema>;

/** A change of state that the portal saw. */
export const ServiceChangeSchema = z.object({
  serviceId: z.string(),
  title: z.string(),
  at: z.iso.datetime(),
  from: z.string().optional(),
  to: z.string(),
  summary: z.string(),
});
/** A change of state that the portal saw. */
export type ServiceChange = z.infer<typeof ServiceChangeSchema>;

/** What was last known of a service that cannot be seen now. */
export const LastKnownSchema = z.object({
  /** The state when it was last seen; its state now is unknown. */
  state: HealthStateSchema,
  summary: z.string(),
  /** When it was last seen. */
  seenAt: InstantSchema,
  /** Why it cannot be seen now, as a sentence. */
  reason: z.string(),
});
/** What was last known of a service that cannot be seen now. */
export type LastKnown = z.infer<typeof LastKnownSchema>;

/**
 * A service as it is listed. One that was known before, and cannot be seen because what it is read from
 * cannot be read, is listed too: `unknown`, stale, without workloads, with `lastKnown`. It is not gone;
 * nobody can tell.
 */
export const ListedServiceSchema = ServiceSchema.extend({
  lastKnown: LastKnownSchema.optional(),
});
/** A service as it is listed. */
export type ListedService = z.infer<typeof ListedServiceSchema>;

/** The list of services with the state of what they are read from: never one without the other. */
export const ServiceListSchema = z.object({
  services: z.array(ListedServiceSchema),
  clusters: z.array(ClusterStateSchema),
  /** What makes the list possibly incomplete, each as a sentence; empty when nothing does. */
  caveats: z.array(z.string()),
  generatedAt: z.iso.datetime(),
});
/** The list of services with the state of what they are read from. */
export type ServiceList = z.infer<typeof ServiceListSchema>;

/** A service in the graph around another one. */
export const GraphNodeSchema = z.object({
  id: z.string(),
  title: z.string(),
  entityRef: z.string(),
  system: SystemIdSchema.optional(),
  /** `unknown` for what is depended upon and not known as a service. */
  state: HealthStateSchema,
  stale: z.boolean(),
  /** `up`: the service needs it; `down`: it needs the service; `both` in a circle; `self`. */
  direction: z.enum(['self', 'up', 'down', 'both']),
  /** Steps away, 0 for the service itself. */
  distance: z.number().int(),
});
/** A service in the graph around another one. */
export type GraphNode = z.infer<typeof GraphNodeSchema>;

/** That one service depends on another, and how that is known. */
export const GraphEdgeSchema = ServiceDependencySchema.extend({
  /** Id of the service that depends. */
  from: z.string(),
});
/** That one service depends on another, and how that is known. */
export type GraphEdge = z.infer<typeof GraphEdgeSchema>;

/** One service with everything that its page shows. */
export const ServiceDetailSchema = z.object({
  service: ListedServiceSchema,
  events: z.array(ServiceEventSchema),
  /** Ids of the services that depend on this one, directly or through others. */
  blastRadius: z.array(z.string()),
  /** What it needs and what needs it, as far as that goes. */
  graph: z.object({
    nodes: z.array(GraphNodeSchema),
    edges: z.array(GraphEdgeSchema),
  }),
  /** What was written down, against what was observed. */
  drift: DriftSummarySchema,
  /** The one that lasts first, then those of the last seven days, newest first. */
  incidents: z.array(IncidentSchema),
  /** Planned and active. */
  declarations: z.array(DeclarationViewSchema),
  caveats: z.array(z.string()),
});
/** One service with everything that its page shows. */
export type ServiceDetail = z.infer<typeof ServiceDetailSchema>;

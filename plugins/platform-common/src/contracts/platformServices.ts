/** Services as they are listed, and one with everything that its page shows. */
import { z } from 'zod';
import {
  ClusterStateSchema,
  HEALTH_STATES,
  HealthSchema,
  HealthStateSchema,
  InstantSchema,
  LostNodeSchema,
  ServiceDependencySchema,
  ServiceSchema,
  SystemIdSchema,
  SYSTEMS,
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

/** A service as lists and maps show it: without workloads, endpoints and evidence, which its own page has. */
export const ServiceSummarySchema = ListedServiceSchema.pick({
  id: true,
  title: true,
  entityRef: true,
  kind: true,
  type: true,
  system: true,
  owner: true,
  cluster: true,
  namespace: true,
  profileId: true,
  expectedDown: true,
  maintenance: true,
  lastKnown: true,
}).extend({
  health: HealthSchema.omit({ evidence: true }),
  /** Ids of the services that it needs, by edges that are more than `possible`. */
  needs: z.array(z.string()),
  /** Ids of the services that need it, by such edges. */
  neededBy: z.array(z.string()),
});
/** A service as lists and maps show it. */
export type ServiceSummary = z.infer<typeof ServiceSummarySchema>;

/** What services can be sorted by. `state`: what needs a person first; `system`: as a request meets the layers. */
export const SERVICE_ORDERS = [
  'system',
  'service',
  'state',
  'since',
  'owner',
] as const;
/** An order of services. */
export type ServiceOrder = (typeof SERVICE_ORDERS)[number];

/** Several of some words, with commas between: `data,storage`. */
function someOf(words: readonly string[]) {
  const word = `(?:${words.join('|')})`;
  return z.string().regex(new RegExp(`^${word}(?:,${word})*$`));
}

/** Several names, with commas between. */
const NamesSchema = z.string().min(1).max(8000);

/** What a list of services is asked. A service fits when it fits every part; several values in one part are alternatives. */
export const ServiceQuerySchema = z.object({
  /** Words that must all occur in its title, id, type, owner, or in why it is as it is. */
  q: z.string().trim().max(300).optional(),
  state: someOf(HEALTH_STATES).optional(),
  stale: z.enum(['true', 'false']).optional(),
  system: someOf(SYSTEMS).optional(),
  /** Entity refs of owners. */
  owner: NamesSchema.optional(),
  /** Entity refs of the services themselves. */
  ref: NamesSchema.optional(),
  cluster: NamesSchema.optional(),
  sort: z
    .enum([
      ...SERVICE_ORDERS,
      ...SERVICE_ORDERS.map(order => `-${order}` as const),
    ])
    .default('system'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  /** `next` of the page before; with the same question. */
  cursor: z.string().max(1000).optional(),
});
/** What a list of services is asked, as a handler gets it. */
export type ServiceQuery = z.output<typeof ServiceQuerySchema>;
/** What a list of services is asked, as a client writes it. */
export type ServiceQuestion = z.input<typeof ServiceQuerySchema>;

/** One page of the list of services, with the state of what they are read from: never one without the other. */
export const ServiceListSchema = z.object({
  services: z.array(ServiceSummarySchema),
  /** Where the next page begins; absent on the last one. */
  next: z.string().optional(),
  /** Of all services that fit, on this page or not. */
  counts: z.object({
    fit: z.number().int(),
    stale: z.number().int(),
    expectedDown: z.number().int(),
    states: z.record(HealthStateSchema, z.number().int()),
  }),
  clusters: z.array(
    ClusterStateSchema.pick({ name: true, title: true, phase: true }).extend({
      /** Since when something of it cannot be read, or is held although a list lacked it; absent when nothing is. */
      doubtedSince: InstantSchema.optional(),
      /** Nodes that are not ready; absent when none is known to be. */
      lostNodes: z.array(LostNodeSchema).optional(),
    }),
  ),
  /** What makes the list possibly incomplete, each as a sentence; empty when nothing does. */
  caveats: z.array(z.string()),
  generatedAt: z.iso.datetime(),
});
/** One page of the list of services. */
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
  /** It is meant to be down at present. */
  expectedDown: z.boolean(),
  /** It is being worked on at present. */
  maintenance: z.boolean(),
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

import { z } from 'zod';
import { ClusterStateSchema, ServiceSchema } from '../model';
import {
  platformClusterReadPermission,
  platformServiceReadPermission,
} from '../permissions';
import { defineContract } from './contract';

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

/** The list of services with the state of what they are read from: never one without the other. */
export const ServiceListSchema = z.object({
  services: z.array(ServiceSchema),
  clusters: z.array(ClusterStateSchema),
  /** What makes the list possibly incomplete, each as a sentence; empty when nothing does. */
  caveats: z.array(z.string()),
  generatedAt: z.iso.datetime(),
});
/** The list of services with the state of what they are read from. */
export type ServiceList = z.infer<typeof ServiceListSchema>;

/** HTTP API of the `platform` plugin. */
export const platformContract = defineContract({
  pluginId: 'platform',
  routes: {
    listServices: {
      method: 'GET',
      path: '/services',
      summary:
        'Every service of the platform with its state, and how well the clusters can be read.',
      response: ServiceListSchema,
      permission: platformServiceReadPermission,
    },
    getService: {
      method: 'GET',
      path: '/services/:id',
      summary: 'One service with its state, workloads, events and evidence.',
      params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,63}$/) }),
      response: z.object({
        service: ServiceSchema,
        events: z.array(ServiceEventSchema),
        /** Ids of the services that depend on this one, directly or through others. */
        blastRadius: z.array(z.string()),
        caveats: z.array(z.string()),
      }),
      permission: platformServiceReadPermission,
    },
    listChanges: {
      method: 'GET',
      path: '/changes',
      summary: 'Changes of state in the given number of minutes, newest first.',
      query: z.object({
        minutes: z.coerce.number().int().min(1).max(10080).default(60),
      }),
      response: z.object({
        changes: z.array(ServiceChangeSchema),
        watchingSince: z.iso.datetime(),
      }),
      permission: platformServiceReadPermission,
    },
    listClusters: {
      method: 'GET',
      path: '/clusters',
      summary: 'State of the reader of each cluster, kind by kind.',
      response: z.object({ clusters: z.array(ClusterStateSchema) }),
      permission: platformClusterReadPermission,
    },
  },
});

/** Channel on which the backend signals that services changed; the message is {@link ServicesChangedSignalSchema}. */
export const SERVICES_CHANGED_CHANNEL = 'platform:services';

/** Message of {@link SERVICES_CHANGED_CHANNEL}: ids only, so that a client refetches what it may see. */
export const ServicesChangedSignalSchema = z.object({
  serviceIds: z.array(z.string()),
});

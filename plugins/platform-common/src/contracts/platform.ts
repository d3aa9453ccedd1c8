/**
 * The HTTP API of the `platform` plugin, route by route. The shapes are in the files beside this one, one
 * file a subject.
 */
import { z } from 'zod';
import {
  platformClusterReadPermission,
  platformClusterReleasePermission,
  platformDeclarationCreatePermission,
  platformDeclarationDeletePermission,
  platformIncidentAcknowledgePermission,
  platformObjectReadPermission,
  platformServiceReadPermission,
} from '../permissions';
import { defineContract } from './contract';
import {
  ClusterListSchema,
  ConfirmationSchema,
  ReleaseRequestSchema,
} from './platformClusters';
import { DriftSchema, ManifestListSchema } from './platformDeclared';
import {
  AcknowledgeRequestSchema,
  DeclarationRequestSchema,
  DeclarationViewSchema,
  IncidentListSchema,
  IncidentSchema,
} from './platformIncidents';
import { FoundObjectsSchema, WhySchema } from './platformObjects';
import {
  ServiceChangeSchema,
  ServiceDetailSchema,
  ServiceListSchema,
  ServiceQuerySchema,
} from './platformServices';
import { TelemetryListSchema } from './platformTelemetry';

const ServiceIdSchema = z.string().regex(/^[a-z0-9-]{1,63}$/);
const IncidentIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,63}\.(now|[0-9TZ]{1,24})$/);
const ClusterNameSchema = z.string().min(1).max(253);
const MOST_MINUTES = 7 * 24 * 60;

/** Routes about services and what happened to them. */
const services = {
  listServices: {
    method: 'GET',
    path: '/services',
    summary:
      'Services with their states, searched, filtered, sorted and page by page, and how well the clusters can be read.',
    query: ServiceQuerySchema,
    response: ServiceListSchema,
    permission: platformServiceReadPermission,
  },
  getService: {
    method: 'GET',
    path: '/services/:id',
    summary:
      'One service with its state, events, dependencies, blast radius, incidents and declarations.',
    params: z.object({ id: ServiceIdSchema }),
    response: ServiceDetailSchema,
    permission: platformServiceReadPermission,
  },
  listChanges: {
    method: 'GET',
    path: '/changes',
    summary: 'Changes of state in the given number of minutes, newest first.',
    query: z.object({
      minutes: z.coerce.number().int().min(1).max(MOST_MINUTES).default(60),
    }),
    response: z.object({
      changes: z.array(ServiceChangeSchema),
      watchingSince: z.iso.datetime(),
    }),
    permission: platformServiceReadPermission,
  },
} as const;

/** Routes about what is wrong, and what people say about it. */
const incidents = {
  listIncidents: {
    method: 'GET',
    path: '/incidents',
    summary:
      'What is down or degraded now: since when, why, whose it is, who has seen it, what is meant to be.',
    query: z.object({
      /** Also those that were closed in so many minutes. */
      closedMinutes: z.coerce
        .number()
        .int()
        .min(0)
        .max(MOST_MINUTES)
        .default(0),
    }),
    response: IncidentListSchema,
    permission: platformServiceReadPermission,
  },
  acknowledgeIncident: {
    method: 'POST',
    path: '/incidents/:id/acknowledge',
    summary: 'Says that somebody has seen an incident; ends with the incident.',
    params: z.object({ id: IncidentIdSchema }),
    body: AcknowledgeRequestSchema,
    response: IncidentSchema,
    permission: platformIncidentAcknowledgePermission,
  },
  withdrawAcknowledgement: {
    method: 'DELETE',
    path: '/incidents/:id/acknowledge',
    summary: 'Takes the acknowledgement of an incident back.',
    params: z.object({ id: IncidentIdSchema }),
    response: IncidentSchema,
    permission: platformIncidentAcknowledgePermission,
  },
  listDeclarations: {
    method: 'GET',
    path: '/declarations',
    summary:
      'What was declared about services: meant to be down, under maintenance.',
    query: z.object({
      service: ServiceIdSchema.optional(),
      /** `current`: planned and active; `all`: also those that expired or were withdrawn. */
      which: z.enum(['current', 'all']).default('current'),
    }),
    response: z.object({ declarations: z.array(DeclarationViewSchema) }),
    permission: platformServiceReadPermission,
  },
  declare: {
    method: 'POST',
    path: '/declarations',
    summary:
      'Declares that a service is meant to be down, or is under maintenance, until a given time.',
    body: DeclarationRequestSchema,
    response: DeclarationViewSchema,
    permission: platformDeclarationCreatePermission,
  },
  withdrawDeclaration: {
    method: 'DELETE',
    path: '/declarations/:id',
    summary: 'Takes a declaration back before it expires.',
    params: z.object({ id: z.uuid() }),
    response: DeclarationViewSchema,
    permission: platformDeclarationDeletePermission,
  },
} as const;

/** Routes about objects and what they are read from. */
const sources = {
  findObjects: {
    method: 'GET',
    path: '/objects',
    summary:
      'Objects, observed or declared, whose kind, namespace or name match; best match first.',
    query: z.object({
      q: z.string().trim().min(1).max(300),
      cluster: ClusterNameSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: FoundObjectsSchema,
    permission: platformObjectReadPermission,
  },
  explainObject: {
    method: 'GET',
    path: '/why',
    summary:
      'Why an object is, or is not, in the portal: the chain from object to rule, service and entity.',
    query: z.object({
      /** `<kind>/<namespace>/<name>`, `<kind>/<name>`, or words. */
      object: z.string().trim().min(1).max(600),
      cluster: ClusterNameSchema.optional(),
    }),
    response: WhySchema,
    permission: platformObjectReadPermission,
  },
  listClusters: {
    method: 'GET',
    path: '/clusters',
    summary:
      'State of the reader of each cluster, kind by kind, with what is held back.',
    response: ClusterListSchema,
    permission: platformClusterReadPermission,
  },
  releaseCluster: {
    method: 'POST',
    path: '/clusters/:name/release',
    summary:
      'Confirms that what is held back of a kind, or a whole cluster that is no longer configured, may go.',
    params: z.object({ name: ClusterNameSchema }),
    body: ReleaseRequestSchema,
    response: ConfirmationSchema,
    permission: platformClusterReleasePermission,
  },
  listManifests: {
    method: 'GET',
    path: '/manifests',
    summary:
      'The sources of manifests, with their problems by path and line, and what could not be rendered.',
    response: ManifestListSchema,
    permission: platformClusterReadPermission,
  },
  getDrift: {
    method: 'GET',
    path: '/drift',
    summary: 'How what was declared differs from what is observed.',
    query: z.object({ service: ServiceIdSchema.optional() }),
    response: DriftSchema,
    permission: platformServiceReadPermission,
  },
  listTelemetry: {
    method: 'GET',
    path: '/telemetry',
    summary:
      "What is read from the platform's own APIs, system by system and part by part, with source and age.",
    response: TelemetryListSchema,
    permission: platformClusterReadPermission,
  },
} as const;

/** HTTP API of the `platform` plugin. */
export const platformContract = defineContract({
  pluginId: 'platform',
  routes: { ...services, ...incidents, ...sources },
});

/** Channel on which the backend signals that services changed; the message is {@link ServicesChangedSignalSchema}. */
export const SERVICES_CHANGED_CHANNEL = 'platform:services';

/** Message of {@link SERVICES_CHANGED_CHANNEL}: ids only, so that a client refetches what it may see. */
export const ServicesChangedSignalSchema = z.object({
  serviceIds: z.array(z.string()),
});

/** Channel on which the backend signals that incidents, acknowledgements or declarations changed; same message. */
export const INCIDENTS_CHANGED_CHANNEL = 'platform:incidents';

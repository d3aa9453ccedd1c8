/**
 * What people know by name: a service of the platform, its workloads, its state and the evidence for it.
 * These are the shapes that cross every boundary (router, client, cards, actions); see law 2.
 */
import { z } from 'zod';
import { ExpectedDownSchema, MaintenanceSchema } from './declaration';
import { ServiceDependencySchema } from './dependency';
import { InstantSchema, SourceSchema } from './observation';

/** The nine systems (layers) of the platform, in the order in which a request meets them. */
export const SYSTEMS = [
  'edge',
  'gateway',
  'data',
  'storage',
  'machine-learning',
  'observability',
  'delivery',
  'security',
  'substrate',
] as const;
/** One of the nine systems. */
export type SystemId = (typeof SYSTEMS)[number];
export const SystemIdSchema = z.enum(SYSTEMS);

/** States of a service. `stale` is not a state but a flag beside any state. */
export const HEALTH_STATES = [
  'healthy',
  'degraded',
  'down',
  'unknown',
] as const;
/** State of a service. */
export type HealthState = (typeof HEALTH_STATES)[number];
export const HealthStateSchema = z.enum(HEALTH_STATES);

/** One piece of evidence: what was expected, what was seen, where and when. */
export const EvidenceSchema = z.object({
  /** The statement that this proves, in the reader's words: `1 of 2 pods ready`. */
  statement: z.string(),
  /** Whether it speaks for health (`good`), against it (`bad`), or leaves it open (`unknown`). */
  verdict: z.enum(['good', 'bad', 'unknown']),
  source: SourceSchema,
  /** When it was seen; absent when it never was. */
  observedAt: InstantSchema.optional(),
  observed: z.string().optional(),
  expected: z.string().optional(),
  /** The proof of a probe: the request, the answer as it came (cut, scrubbed), the judgement. */
  proof: z
    .object({ request: z.string(), answer: z.string(), judgement: z.string() })
    .optional(),
});
export type Evidence = z.infer<typeof EvidenceSchema>;

/** State of a service with its reasons. */
export const HealthSchema = z.object({
  state: HealthStateSchema,
  /** The newest evidence is older than it should be, or its source fails at present. */
  stale: z.boolean(),
  /** One sentence for people: `Trino worker: 1 of 2 pods ready for 14 min, out of memory`. */
  summary: z.string(),
  /** Since when the service is in this state, when that is known. */
  since: InstantSchema.optional(),
  /** Time of the newest evidence. */
  observedAt: InstantSchema.optional(),
  evidence: z.array(EvidenceSchema),
});
export type Health = z.infer<typeof HealthSchema>;

/** A container that is not as it should be: why, how often, since when. */
export const ContainerTroubleSchema = z.object({
  container: z.string(),
  /** Kubernetes' own reason: `CrashLoopBackOff`, `ImagePullBackOff`, `OOMKilled`, ... */
  reason: z.string(),
  message: z.string().optional(),
  restarts: z.number().int(),
  exitCode: z.number().int().optional(),
});

/** A pod as the service page shows it. */
export const PodSummarySchema = z.object({
  name: z.string(),
  node: z.string().optional(),
  phase: z.string(),
  ready: z.boolean(),
  restarts: z.number().int(),
  startedAt: InstantSchema.optional(),
  troubles: z.array(ContainerTroubleSchema),
});
export type PodSummary = z.infer<typeof PodSummarySchema>;

/** A workload of a service: a Deployment, StatefulSet, DaemonSet, Job, CronJob, or a custom resource. */
export const WorkloadSchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Replicas that should be ready, when the kind says so. */
  desired: z.number().int().optional(),
  /** Replicas that are ready, when known. */
  ready: z.number().int().optional(),
  images: z.array(z.string()),
  pods: z.array(PodSummarySchema),
});
export type Workload = z.infer<typeof WorkloadSchema>;

/** A place where a service answers. */
export const EndpointSchema = z.object({
  /** `cluster`: inside, by DNS name; `external`: through the edge. */
  scope: z.enum(['cluster', 'external']),
  address: z.string(),
  /** The object that declares it: `Ingress data-platform/trino`. */
  declaredBy: z.string(),
});
export type Endpoint = z.infer<typeof EndpointSchema>;

/** Why one service is said to depend on another. */
export const DependencySchema = z.object({
  /** `id` of the service that is depended upon. */
  serviceId: z.string(),
  evidence: z.string(),
  /** `declared` in a profile or annotation, or `inferred` from an address in the environment. */
  confidence: z.enum(['declared', 'inferred']),
});

/** What installed a service. */
export const DeployerSchema = z.object({
  kind: z.enum(['argocd-application', 'helm-release']),
  name: z.string(),
  namespace: z.string().optional(),
});
/** What installed a service. */
export type Deployer = z.infer<typeof DeployerSchema>;

/** A service of the platform: many workloads, one name. */
export const ServiceSchema = z.object({
  /** Stable id, also the entity's name: lower case, `[a-z0-9-]`, at most 63 characters. */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** Entity ref of the catalog entity: `component:default/trino`. */
  entityRef: z.string(),
  kind: z.enum(['Component', 'Resource']),
  type: z.string(),
  system: SystemIdSchema,
  owner: z.string(),
  lifecycle: z.enum(['production', 'planned']),
  /** Id of the profile that recognised it; absent when none did. */
  profileId: z.string().optional(),
  cluster: z.string(),
  namespace: z.string(),
  workloads: z.array(WorkloadSchema),
  endpoints: z.array(EndpointSchema),
  /** Every edge to another service with its proof, sorted by `to`; see `dependency.ts`. */
  dependencies: z.array(ServiceDependencySchema),
  /** The edges that are more than `possible`, in short. */
  dependsOn: z.array(DependencySchema),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  /** What installed it; absent when its objects do not say. */
  deployedBy: z.array(DeployerSchema).optional(),
  /** Name or address of its picture, when somebody declared one. */
  icon: z.string().optional(),
  /** How the objects became this service, step by step, each with its rule. */
  explanation: z.array(z.string()),
  health: HealthSchema,
  /** It is meant to be down: a flag beside its state, which stays what it is. */
  expectedDown: ExpectedDownSchema.optional(),
  /** It is being worked on at present. */
  maintenance: MaintenanceSchema.optional(),
  /**
   * Ids that it had, or would have without the annotations that rename or merge it: its history is kept
   * under these too. None is the id of another service.
   */
  formerIds: z.array(z.string()),
  /** What people should know of how it was formed: names used twice, declarations that do not count. */
  caveats: z.array(z.string()),
});
/** A service of the platform with its state. */
export type Service = z.infer<typeof ServiceSchema>;

/** What is written of a service that nobody has described. */
export function describeUnknown({
  type,
  namespace,
}: Pick<Service, 'type' | 'namespace'>): string {
  return `A ${type} in namespace ${namespace} that no profile describes.`;
}

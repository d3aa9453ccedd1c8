/**
 * Facts: named values about one service. They are plain and small, hold no Kubernetes shape, and never a
 * credential: what a rule cannot see it cannot leak.
 */
import type { PolicyFact } from './kyverno/judgePolicies';
import type { DashboardFact } from './boards';
import type { DatasourceFact } from './datasources';
import type {
  ApplicationFact,
  ApplicationSourceFact,
  DriftFact,
} from './delivery';
import type { FixedReplicasFact, GitopsFact } from './gitops';
import type { PaperFact, RunbookFact } from './documents';
import type { GuardsFact } from './guards';
import type { ClusterVersionFact, NodeFact, PodPlaceFact } from './nodes';
import type { PipelineFact } from './pipes';
import type { WorkflowFact } from './workflows';
import type { PolicyExceptionFact, PolicyResultFact } from './policies';
import type { ReferenceFact } from './references';
import type { RestoreFact } from './restores';
import type { AdminFact } from './rights';
import type { ExposedFact, SecretSourceFact } from './credentials';
import type { QuotaFact, VolumeClaimFact, VolumeRoomFact } from './room';
import type { ChallengeFact, ExternalAnswerFact } from './answers';
import type { RouteFact } from './routes';
import type { CronJobFact, EndingFact, JobFact } from './runs';
import type { AutoscalerFact, NamedBudgetFact, RolloutFact } from './scaling';
import type { ScrapeRequestFact } from './scrapes';
import type { OwnHealthFact, StandingFact } from './standing';
import type { EnforcerFact, TrafficFact } from './traffic';
import {
  BackupLocationFact,
  BackupScheduleFact,
  DataVolumeFact,
} from './volumeFacts';
import type { AlertFact } from './alerts';
import type { LogFact, ReceiversFact, ScrapeTargetFact } from './watching';

/** A workload of the service. */
export interface WorkloadFact {
  /** `Deployment data-platform/trino-worker`. */
  object: string;
  kind: string;
  namespace: string;
  name: string;
  /** `run-to-end` for Jobs and CronJobs, which are not meant to be up all the time. */
  runs: 'long' | 'to-end';
  /** Replicas wanted; absent when the kind does not say. */
  desired?: number;
  /** Replicas ready; absent when the kind does not say. */
  ready?: number;
  /** Pods of it that are seen. */
  pods: number;
  /** Whether a drain evicts its pods one by one (not so for a DaemonSet). */
  evictable: boolean;
  /** Why it is meant to have no replicas; absent when nobody says so. */
  offBecause?: string;
}

/** A container of a pod that runs or tries to. */
export interface ContainerStateFact {
  /** `Pod data-platform/trino-worker-0`. */
  pod: string;
  container: string;
  restarts: number;
  /** Why it waits, in Kubernetes' word, if it does: `CrashLoopBackOff`. */
  waiting?: string;
  /** The message with it, cut. */
  message?: string;
  /** How it last ended: `OOMKilled`. */
  lastEnd?: string;
  /** When it last ended. */
  lastEndAt?: string;
  podStartedAt?: string;
}

/** A container as its workload declares it. */
export interface ContainerFact {
  /** `Deployment data-platform/trino-worker`. */
  object: string;
  container: string;
  /** Init containers run to their end before the others. */
  init: boolean;
  runs: 'long' | 'to-end';
  image: string;
  /** What it asks for and is limited to: resource names that are set, of `cpu` and `memory`. */
  requests: readonly string[];
  limits: readonly string[];
  /** Whether it opens a port. */
  serves: boolean;
  readinessProbe: boolean;
  livenessProbe: boolean;
  /** Probes that ask a port by a name that the container does not have; absent when none does. */
  lostProbes?: readonly string[];
  /** Environment variables with a literal that looks like a credential; the value is never here. */
  literalCredentials: readonly { name: string; because: string }[];
  /** The image has to be on the node already. */
  neverPulled: boolean;
  guards: GuardsFact;
}

/** The declared containers, and the workloads whose containers cannot be seen. */
export interface ContainersFact {
  containers: readonly ContainerFact[];
  /** Workloads made by an operator's custom resource that has no pod to look at. */
  unseen: readonly string[];
}

/** A PodDisruptionBudget that selects pods of the service. */
export interface DisruptionBudgetFact {
  object: string;
  /** Workloads of the service whose pods it selects. */
  workloads: readonly string[];
  /** A number, or a percentage such as `50%`. */
  minAvailable?: number | string;
  maxUnavailable?: number | string;
  /** Pods that it counts, of whatever service, as its controller says. */
  expectedPods?: number;
}

/** A Kubernetes Service in front of the service's pods. */
export interface NetworkServiceFact {
  object: string;
  /** Selects no pods by itself: its addresses come from elsewhere. */
  external: boolean;
  readyAddresses: number;
  notReadyAddresses: number;
  /** Ports that lead to a port of the containers by a name that none of them has; absent when there are none. */
  deadPorts?: readonly string[];
}

/** A host of an Ingress that leads to the service over TLS. */
export interface TlsHostFact {
  host: string;
  /** The Ingress. */
  object: string;
  /** Secret that holds the certificate. */
  secret?: string;
  /** The cert-manager Certificate for it; absent when there is none. */
  certificate?: {
    object: string;
    ready: boolean;
    /** cert-manager's message when it is not ready. */
    message?: string;
    notAfter?: string;
  };
}

/** Values of all facts by name. */
export interface FactValues {
  workloads: readonly WorkloadFact[];
  containerStates: readonly ContainerStateFact[];
  containers: ContainersFact;
  rollouts: readonly RolloutFact[];
  podPlaces: readonly PodPlaceFact[];
  nodes: readonly NodeFact[];
  clusterVersion: ClusterVersionFact;
  volumeClaims: readonly VolumeClaimFact[];
  volumeRoom: readonly VolumeRoomFact[];
  quotas: readonly QuotaFact[];
  disruptionBudgets: readonly DisruptionBudgetFact[];
  namedBudgets: readonly NamedBudgetFact[];
  autoscalers: readonly AutoscalerFact[];
  clusterAutoscalers: readonly AutoscalerFact[];
  fixedReplicas: readonly FixedReplicasFact[];
  networkServices: readonly NetworkServiceFact[];
  jobs: readonly JobFact[];
  cronJobs: readonly CronJobFact[];
  endings: readonly EndingFact[];
  references: readonly ReferenceFact[];
  standing: StandingFact;
  dependents: readonly string[];
  ownHealth: readonly OwnHealthFact[];
  routes: readonly RouteFact[];
  classedRoutes: readonly RouteFact[];
  tlsHosts: readonly TlsHostFact[];
  challenges: readonly ChallengeFact[];
  tunnels: readonly string[];
  externalAnswers: readonly ExternalAnswerFact[];
  scrapeRequests: readonly ScrapeRequestFact[];
  scrapeTargets: readonly ScrapeTargetFact[];
  dashboards: readonly DashboardFact[];
  datasources: readonly DatasourceFact[];
  alerts: readonly AlertFact[];
  receivers: ReceiversFact;
  logs: LogFact;
  policies: readonly PolicyFact[];
  policyResults: readonly PolicyResultFact[];
  policyExceptions: readonly PolicyExceptionFact[];
  traffic: readonly TrafficFact[];
  enforcers: EnforcerFact;
  admins: readonly AdminFact[];
  configCredentials: ExposedFact;
  manifestCredentials: ExposedFact;
  secretSources: readonly SecretSourceFact[];
  dataVolumes: readonly DataVolumeFact[];
  backupSchedules: readonly BackupScheduleFact[];
  backupLocations: readonly BackupLocationFact[];
  restores: readonly RestoreFact[];
  applications: readonly ApplicationFact[];
  applicationSources: readonly ApplicationSourceFact[];
  drift: readonly DriftFact[];
  gitops: readonly GitopsFact[];
  pipelines: readonly PipelineFact[];
  workflows: readonly WorkflowFact[];
  paper: PaperFact;
  runbooks: readonly RunbookFact[];
  runbookIds: readonly string[];
}

/** Name of a fact. */
export type FactName = keyof FactValues;

/**
 * Facts: named values about one service. They are plain and small, hold no Kubernetes shape, and never a
 * credential: what a rule cannot see it cannot leak.
 */

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
  /** Environment variables with a literal that looks like a credential; the value is never here. */
  literalCredentials: readonly { name: string; because: string }[];
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

/** A persistent volume claim that the service keeps data in. */
export interface DataVolumeFact {
  /** `PersistentVolumeClaim data-platform/data-minio-0`. */
  object: string;
  namespace: string;
  /** Provisioner cannot make snapshots (local paths), so that only a file-system backup covers it. */
  snapshotable: boolean;
  /** The pod opts in to file-system backup of this volume by annotation. */
  fileBackupByAnnotation: boolean;
  /** Labels that a backup's selector is compared with. */
  labels: Readonly<Record<string, string>>;
}

/** A Velero schedule and how it fares. */
export interface BackupScheduleFact {
  object: string;
  paused: boolean;
  /** Empty means all. */
  includedNamespaces: readonly string[];
  excludedNamespaces: readonly string[];
  /** Volume claims are among the resources that it takes. */
  takesVolumes: boolean;
  snapshotsVolumes: boolean;
  fileBackup: boolean;
  /** Labels an object must have, when it selects by label. */
  matchLabels?: Readonly<Record<string, string>>;
  storageLocation: string;
  /** End of the newest backup of it that completed. */
  lastSuccessAt?: string;
  /** Phase of its newest backup. */
  lastPhase?: string;
}

/** Where Velero keeps backups. */
export interface BackupLocationFact {
  name: string;
  object: string;
  isDefault: boolean;
  phase?: string;
  /** Host of the object store, if its address is configured. */
  host?: string;
  /** The Kubernetes Service of the same cluster that answers at that host. */
  insideCluster?: string;
}

/** Values of all facts by name. */
export interface FactValues {
  workloads: readonly WorkloadFact[];
  containerStates: readonly ContainerStateFact[];
  containers: ContainersFact;
  disruptionBudgets: readonly DisruptionBudgetFact[];
  networkServices: readonly NetworkServiceFact[];
  tlsHosts: readonly TlsHostFact[];
  dataVolumes: readonly DataVolumeFact[];
  backupSchedules: readonly BackupScheduleFact[];
  backupLocations: readonly BackupLocationFact[];
}

/** Name of a fact. */
export type FactName = keyof FactValues;

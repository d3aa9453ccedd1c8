/** Volumes that keep data, and what Velero does for them. */

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
  /** How long a backup is kept, in hours. */
  keptHours: number;
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

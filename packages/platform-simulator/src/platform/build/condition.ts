/**
 * What is broken, told apart from what exists.
 *
 * The areas of the platform describe it as it was meant to be. A condition is a plain value laid over that description: which
 * pods crash and why, which certificates wait, which applications are out of sync. So one description makes the bad
 * morning and the calm day, and the difference between two days is exactly the difference between two values.
 */

/** How one pod fares; `restarts` counts since it was created, `age` is in milliseconds. */
export type PodState =
  | { state: 'running'; restarts?: number; age?: number }
  | {
      state: 'crash-loop';
      restarts: number;
      exitCode: number;
      /** What the kubelet gives as the reason of the end: `OOMKilled` comes with 137. */
      reason: 'Error' | 'OOMKilled';
      /** The last lines of the container's log. */
      log: string[];
      age?: number;
    }
  | {
      state: 'image-pull';
      reason: 'ImagePullBackOff' | 'ErrImagePull';
      /** Overrides the image of the template, as a rollout under way would. */
      message: string;
      age?: number;
    }
  | { state: 'pending'; message: string; age?: number }
  | { state: 'completed'; age?: number }
  | { state: 'failed'; exitCode: number; log: string[]; age?: number }
  /** The job's own container has ended, the mesh's proxy beside it has not, so the pod never does. */
  | { state: 'held-by-sidecar'; age?: number };

/** One run of a Job: its pods, and when it began. */
export interface JobRun {
  /** Appended to the CronJob's name, or the whole name of a Job without CronJob. */
  name: string;
  /** Milliseconds before now. */
  age: number;
  pods: PodState[];
}

/** Argo CD's verdict over one application. */
export interface ApplicationState {
  sync: 'Synced' | 'OutOfSync' | 'Unknown';
  health: 'Healthy' | 'Degraded' | 'Progressing' | 'Missing';
  message?: string;
  /** `Kind name` of what is out of sync, beside what Git says otherwise on every day. */
  changed?: readonly string[];
}

/** Everything that differs between two days of the same platform. Keys are `namespace/name`. */
export interface PlatformCondition {
  /** One state per replica, in order; replicas without one run. */
  pods: Record<string, PodState[]>;
  /** Number of replicas where it is not the described one. */
  replicas: Record<string, number>;
  /** The kept runs of each CronJob, newest first. Absent: one that completed on time. */
  runs: Record<string, JobRun[]>;
  /** Jobs that failed and were never removed. */
  failedJobs: Record<string, JobRun>;
  /** Names of Certificates that are not issued, with the reason that their challenges give. */
  pendingCertificates: Record<string, string>;
  /** Applications that are not `Synced` and `Healthy`. */
  applications: Record<string, ApplicationState>;
  /** Share of each claim that is used, 0 to 1; others hold a modest amount. */
  fullClaims: Record<string, number>;
  /** Days until the end of certificates that end early. */
  endingCertificates: Record<string, number>;
  /** Names of Velero backups that did not complete. */
  failedBackups: string[];
}

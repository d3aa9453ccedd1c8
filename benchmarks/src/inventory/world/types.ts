import type { KubernetesObject } from '@254carbon/platform-simulator';

export type { KubernetesObject };

/** Kinds of workloads that the peer reads by default, with how many of a hundred are of each. */
export const WORKLOAD_KINDS = {
  Deployment: 60,
  StatefulSet: 15,
  DaemonSet: 5,
  CronJob: 20,
} as const;

/** A kind of workload. */
export type WorkloadKind = keyof typeof WORKLOAD_KINDS;

/** Plural names of the same kinds, as paths of the API have them. */
export const WORKLOAD_RESOURCES: Record<WorkloadKind, string> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  CronJob: 'cronjobs',
};

/** One workload of the world, before it is spelled out as objects. */
export interface Workload {
  /** Unlike any other of the world, because the peer keeps one entity for a name. */
  name: string;
  namespace: string;
  kind: WorkloadKind;
  replicas: number;
  port: number;
  image: string;
}

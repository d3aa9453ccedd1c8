import {
  asNumber,
  asObject,
  asObjects,
  imagesOf,
  KubernetesObject,
  readContainerImages,
} from '../kubernetes';
import { Workload } from '../model';
import { isReady, summarisePod } from './summarisePod';
import { GroupedWorkload } from './types';

/** How many pods of a workload should be ready and how many are; what is not known is left out. */
export interface Replicas {
  desired?: number;
  ready?: number;
}

function ofReplicas(object: KubernetesObject): Replicas {
  const desired = asNumber(object.spec?.replicas) ?? 1;
  return !object.status
    ? { desired }
    : { desired, ready: asNumber(object.status.readyReplicas) ?? 0 };
}

function ofDaemonSet({ status }: KubernetesObject): Replicas {
  if (!status) return {};
  return {
    desired: asNumber(status.desiredNumberScheduled) ?? 0,
    ready: asNumber(status.numberReady) ?? 0,
  };
}

function ofJob({ spec, status }: KubernetesObject): Replicas {
  const desired = asNumber(spec?.completions) ?? 1;
  return !status
    ? { desired }
    : { desired, ready: asNumber(status.succeeded) ?? 0 };
}

/** Pods that count when nobody declares a number: those that have not ended and are not leaving. */
function ofPods(workload: GroupedWorkload): Replicas {
  const alive = workload.pods.filter(
    ({ object }) =>
      object.metadata.deletionTimestamp === undefined &&
      asObject(object.status).phase !== 'Succeeded',
  );
  if (alive.length === 0) return {};
  const ready = alive.filter(({ object }) => isReady(object)).length;
  return { desired: alive.length, ready };
}

/** A custom resource that says how many pods of its template it keeps. */
function isLikeDeployment({ spec }: KubernetesObject): boolean {
  return (
    asNumber(spec?.replicas) !== undefined &&
    asObjects(asObject(asObject(spec?.template).spec).containers).length > 0
  );
}

/** Reads the numbers of a workload of any kind; for Jobs, completions. */
export function countReplicas(workload: GroupedWorkload): Replicas {
  const { object } = workload.entry;
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return ofReplicas(object);
    case 'DaemonSet':
      return ofDaemonSet(object);
    case 'Job':
      return ofJob(object);
    case 'CronJob':
      return {};
    default:
      return isLikeDeployment(object) ? ofReplicas(object) : ofPods(workload);
  }
}

/** A workload in the shape that crosses boundaries. */
export function summariseWorkload(
  workload: GroupedWorkload,
  now: number,
): Workload {
  const { entry, pods } = workload;
  const { object, cluster } = entry;
  const images = imagesOf(object);
  return {
    kind: object.kind,
    apiVersion: object.apiVersion,
    cluster,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    ...countReplicas(workload),
    images: images.length > 0 ? images : readContainerImages(pods),
    pods: pods
      .map(pod => summarisePod(pod, now))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

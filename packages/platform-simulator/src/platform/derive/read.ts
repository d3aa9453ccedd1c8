/** Typed looks into plain objects, for what is derived from them. */
import { KubernetesObject } from '../../kubernetes/types';

/** Objects of one kind. */
export function ofKind(
  objects: readonly KubernetesObject[],
  kind: string,
): KubernetesObject[] {
  return objects.filter(object => object.kind === kind);
}

/** The part of a pod's spec that readers need. */
export interface PodSpec {
  nodeName?: string;
  hostNetwork?: boolean;
  serviceAccountName?: string;
  containers: {
    name: string;
    image: string;
    ports?: { name: string; containerPort: number }[];
    env?: {
      name: string;
      value?: string;
      valueFrom?: { secretKeyRef?: { name: string; key: string } };
    }[];
    resources?: {
      requests?: Record<string, string>;
      limits?: Record<string, string>;
    };
  }[];
  volumes?: {
    name: string;
    persistentVolumeClaim?: { claimName: string };
    configMap?: { name: string };
    secret?: { secretName: string };
  }[];
}

/** The part of a pod's status that readers need. */
export interface PodStatus {
  phase?: string;
  podIP?: string;
  hostIP?: string;
  reason?: string;
  conditions?: { type: string; status: string; message?: string }[];
  containerStatuses?: {
    name: string;
    ready: boolean;
    restartCount: number;
    state: {
      running?: object;
      waiting?: { reason: string; message?: string };
      terminated?: { reason: string; exitCode: number };
    };
    lastState?: { terminated?: { reason: string; exitCode: number } };
  }[];
}

/** A pod's spec. */
export function podSpec(pod: KubernetesObject): PodSpec {
  return pod.spec as PodSpec;
}

/** A pod's status. */
export function podStatus(pod: KubernetesObject): PodStatus {
  return (pod.status ?? {}) as PodStatus;
}

/** True when the pod's condition `Ready` is. */
export function isPodReady(pod: KubernetesObject): boolean {
  return (podStatus(pod).conditions ?? []).some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
}

/** True for a pod that runs and serves: what `kubectl get pods` shows as Running with all containers ready. */
export function isPodRunning(pod: KubernetesObject): boolean {
  return podStatus(pod).phase === 'Running' && isPodReady(pod);
}

/** True when the labels hold every entry of the selector; an empty selector matches all. */
export function matches(
  selector: Record<string, string>,
  object: KubernetesObject,
): boolean {
  const labels = object.metadata.labels ?? {};
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

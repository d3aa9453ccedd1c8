/**
 * Versions of APIs that Kubernetes no longer serves, from its guide to deprecated APIs: since which minor version of 1.x, and what is written
 * instead. A cluster answers such a manifest with "no matches for kind".
 */

/** A version that is gone. */
export interface RemovedVersion {
  /** Minor version of 1.x in which it was gone. */
  since: number;
  /** What to write instead; nothing when there is no successor. */
  instead?: string;
}

const APPS = { since: 16, instead: 'apps/v1' };
const INGRESS = { since: 22, instead: 'networking.k8s.io/v1' };
const RBAC = { since: 22, instead: 'rbac.authorization.k8s.io/v1' };
const WEBHOOKS = { since: 22, instead: 'admissionregistration.k8s.io/v1' };
const FLOW = 'flowcontrol.apiserver.k8s.io/v1';

const REMOVED: Readonly<Record<string, RemovedVersion>> = {
  'extensions/v1beta1 Deployment': APPS,
  'extensions/v1beta1 DaemonSet': APPS,
  'extensions/v1beta1 ReplicaSet': APPS,
  'apps/v1beta1 Deployment': APPS,
  'apps/v1beta1 StatefulSet': APPS,
  'apps/v1beta2 Deployment': APPS,
  'apps/v1beta2 DaemonSet': APPS,
  'apps/v1beta2 ReplicaSet': APPS,
  'apps/v1beta2 StatefulSet': APPS,
  'extensions/v1beta1 NetworkPolicy': {
    since: 16,
    instead: 'networking.k8s.io/v1',
  },
  'extensions/v1beta1 PodSecurityPolicy': { since: 16 },
  'policy/v1beta1 PodSecurityPolicy': { since: 25 },
  'extensions/v1beta1 Ingress': INGRESS,
  'networking.k8s.io/v1beta1 Ingress': INGRESS,
  'networking.k8s.io/v1beta1 IngressClass': INGRESS,
  'rbac.authorization.k8s.io/v1beta1 Role': RBAC,
  'rbac.authorization.k8s.io/v1beta1 RoleBinding': RBAC,
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': RBAC,
  'rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding': RBAC,
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration':
    WEBHOOKS,
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': WEBHOOKS,
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition': {
    since: 22,
    instead: 'apiextensions.k8s.io/v1',
  },
  'apiregistration.k8s.io/v1beta1 APIService': {
    since: 22,
    instead: 'apiregistration.k8s.io/v1',
  },
  'scheduling.k8s.io/v1beta1 PriorityClass': {
    since: 22,
    instead: 'scheduling.k8s.io/v1',
  },
  'storage.k8s.io/v1beta1 StorageClass': {
    since: 22,
    instead: 'storage.k8s.io/v1',
  },
  'storage.k8s.io/v1beta1 CSIDriver': {
    since: 22,
    instead: 'storage.k8s.io/v1',
  },
  'batch/v1beta1 CronJob': { since: 25, instead: 'batch/v1' },
  'policy/v1beta1 PodDisruptionBudget': { since: 25, instead: 'policy/v1' },
  'discovery.k8s.io/v1beta1 EndpointSlice': {
    since: 25,
    instead: 'discovery.k8s.io/v1',
  },
  'node.k8s.io/v1beta1 RuntimeClass': { since: 25, instead: 'node.k8s.io/v1' },
  'autoscaling/v2beta1 HorizontalPodAutoscaler': {
    since: 25,
    instead: 'autoscaling/v2',
  },
  'autoscaling/v2beta2 HorizontalPodAutoscaler': {
    since: 26,
    instead: 'autoscaling/v2',
  },
  'flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema': {
    since: 26,
    instead: FLOW,
  },
  'flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema': {
    since: 29,
    instead: FLOW,
  },
  'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema': {
    since: 32,
    instead: FLOW,
  },
};

/** What became of a version of a kind; `undefined` when it is served, or is none of Kubernetes itself. */
export function removedVersion(
  apiVersion: string,
  kind: string,
): RemovedVersion | undefined {
  const key = `${apiVersion} ${kind}`;
  return Object.hasOwn(REMOVED, key) ? REMOVED[key] : undefined;
}

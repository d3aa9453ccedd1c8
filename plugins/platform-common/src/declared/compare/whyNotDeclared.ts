/** Objects that exist without anybody having declared them: a server, a controller or an operator makes them. */
import { asTextMap, KubernetesObject } from '../../kubernetes';
import { groupOf } from '../declaredKey';

const MADE_BY_SERVERS = new Set([
  'Pod',
  'ReplicaSet',
  'ControllerRevision',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Node',
  'Lease',
  'PolicyReport',
  'ClusterPolicyReport',
  'CertificateRequest',
  'Order',
  'Challenge',
  'ComponentStatus',
  'CSINode',
  'VolumeAttachment',
]);
/** Of Kubernetes, and of distributions that bring more: OpenShift, GKE, Rancher. */
const OWN_NAMESPACE =
  /^(?:kube-.*|default|openshift(?:-.*)?|gke-managed-.*|gmp-(?:system|public)|cattle-.*)$/;
const MADE_IN_EVERY_NAMESPACE = new Set([
  'ConfigMap kube-root-ca.crt',
  'ConfigMap istio-ca-root-cert',
  'ServiceAccount default',
  'ConfigMap openshift-service-ca.crt',
  'ServiceAccount builder',
  'ServiceAccount deployer',
  'ServiceAccount pipeline',
]);

/** Labels and annotations that say that something was made from something else. */
const MARKS: readonly (readonly [string, string])[] = [
  ['velero.io/schedule-name', 'made by a backup schedule'],
  ['pv.kubernetes.io/provisioned-by', 'provisioned for a claim'],
  ['batch.kubernetes.io/cronjob-scheduled-timestamp', 'made by a CronJob'],
  ['strimzi.io/cluster', 'made by the operator of its cluster'],
  ['kubernetes.io/bootstrapping', 'part of the cluster'],
  ['addonmanager.kubernetes.io/mode', 'an addon of the cluster'],
  ['objectset.rio.cattle.io/owner-gvk', 'an addon of the cluster'],
  ['olm.owner', 'made for an operator by its lifecycle manager'],
  ['control-plane.alpha.kubernetes.io/leader', 'made by those who elect one'],
];

function isClaimOfTemplate(
  { kind, metadata }: KubernetesObject,
  statefulSets: ReadonlySet<string>,
): boolean {
  const match = /^(.+)-\d+$/.exec(metadata.name);
  if (kind !== 'PersistentVolumeClaim' || !match) return false;
  const [, stem] = match;
  return [...statefulSets].some(name => {
    const [namespace, set] = name.split('/');
    return namespace === metadata.namespace && stem.endsWith(`-${set}`);
  });
}

/**
 * Why nobody would declare an object, in a few words; `undefined` when somebody should have.
 *
 * @param statefulSets - `namespace/name` of every StatefulSet that was observed: their claims have no owner
 */
export function whyNotDeclared(
  object: KubernetesObject,
  statefulSets: ReadonlySet<string>,
): string | undefined {
  const { apiVersion, kind, metadata } = object;
  if ((metadata.ownerReferences?.length ?? 0) > 0) return 'made by its owner';
  if (MADE_BY_SERVERS.has(kind)) return `${kind}: made by the cluster`;
  if (OWN_NAMESPACE.test(metadata.namespace ?? ''))
    return "part of the cluster's own namespaces";
  if (kind === 'Namespace' && OWN_NAMESPACE.test(metadata.name))
    return "one of the cluster's own namespaces";
  if (MADE_IN_EVERY_NAMESPACE.has(`${kind} ${metadata.name}`))
    return 'made in every namespace';
  if (
    groupOf(apiVersion) === 'rbac.authorization.k8s.io' &&
    metadata.name.startsWith('system:')
  )
    return 'part of the cluster';
  if (isClaimOfTemplate(object, statefulSets))
    return 'claimed by a StatefulSet';
  const marks = {
    ...asTextMap(metadata.labels),
    ...asTextMap(metadata.annotations),
  };
  return MARKS.find(([name]) => name in marks)?.[1];
}

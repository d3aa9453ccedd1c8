/**
 * What the portal reads of a cluster, and nothing else: this list, `rbac.yaml` and the preflight are
 * compared by a test. Secrets are not on it. Kinds that a cluster does not serve are left out silently;
 * of a group with several versions the one that comes first here and serves the kind is read.
 */
import { SOFTWARE_KINDS } from './softwareKinds';

/** A kind to read, by the name that the API uses. */
export interface WantedKind {
  /** Empty for the core group. */
  group: string;
  /** Acceptable versions, the best first. */
  versions: readonly string[];
  /** Plural name: `deployments`. */
  resource: string;
  /** Objects come and go by themselves; a shrinking list says nothing. */
  ephemeral?: boolean;
}

/** Part of a kind that names it: `apps/deployments`. */
export function wantedKey(kind: { group: string; resource: string }): string {
  return `${kind.group}/${kind.resource}`;
}

function wanted(
  group: string,
  versions: readonly string[],
  resources: readonly string[],
): WantedKind[] {
  return resources.map(resource => ({ group, versions, resource }));
}

/** Every kind that the portal reads. */
export const WANTED_KINDS: readonly WantedKind[] = [
  ...wanted(
    '',
    ['v1'],
    [
      'namespaces',
      'nodes',
      'pods',
      'services',
      'endpoints',
      'configmaps',
      'serviceaccounts',
      'persistentvolumeclaims',
      'persistentvolumes',
      'resourcequotas',
      'limitranges',
      'replicationcontrollers',
    ],
  ),
  { group: '', versions: ['v1'], resource: 'events', ephemeral: true },
  ...wanted(
    'apps',
    ['v1'],
    ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  ),
  ...wanted('batch', ['v1'], ['jobs', 'cronjobs']),
  ...wanted('autoscaling', ['v2', 'v1'], ['horizontalpodautoscalers']),
  ...wanted('policy', ['v1'], ['poddisruptionbudgets']),
  ...wanted(
    'networking.k8s.io',
    ['v1'],
    ['ingresses', 'ingressclasses', 'networkpolicies'],
  ),
  // Who may do everything; roles themselves are not read.
  ...wanted('rbac.authorization.k8s.io', ['v1'], ['clusterrolebindings']),
  ...wanted('storage.k8s.io', ['v1'], ['storageclasses']),
  ...wanted(
    'argoproj.io',
    ['v1alpha1', 'v1beta1'],
    ['applications', 'appprojects', 'argocds', 'rollouts'],
  ),
  // What runs the pods of many an OpenShift: each deployment of it is another replication controller.
  ...wanted('apps.openshift.io', ['v1'], ['deploymentconfigs']),
  ...wanted(
    'cert-manager.io',
    ['v1'],
    ['certificates', 'certificaterequests', 'issuers', 'clusterissuers'],
  ),
  ...wanted('acme.cert-manager.io', ['v1'], ['challenges', 'orders']),
  ...wanted(
    'velero.io',
    ['v1'],
    ['backups', 'restores', 'schedules', 'backupstoragelocations'],
  ),
  ...wanted('kyverno.io', ['v1', 'v2beta1'], ['clusterpolicies', 'policies']),
  ...wanted('kyverno.io', ['v2', 'v2beta1', 'v2alpha1'], ['policyexceptions']),
  ...wanted(
    'wgpolicyk8s.io',
    ['v1beta1', 'v1alpha2'],
    ['policyreports', 'clusterpolicyreports'],
  ),
  ...wanted(
    'kafka.strimzi.io',
    ['v1', 'v1beta2'],
    ['kafkas', 'kafkatopics', 'kafkaconnects'],
  ),
  // Strimzi's own workload kind: without it the brokers' pods have an owner that nobody knows.
  ...wanted('core.strimzi.io', ['v1', 'v1beta2'], ['strimzipodsets']),
  ...wanted(
    'ray.io',
    ['v1', 'v1alpha1'],
    ['rayclusters', 'rayservices', 'rayjobs'],
  ),
  ...wanted(
    'sparkoperator.k8s.io',
    ['v1beta2'],
    ['sparkapplications', 'scheduledsparkapplications'],
  ),
  ...wanted(
    'networking.istio.io',
    ['v1', 'v1beta1'],
    ['virtualservices', 'gateways', 'destinationrules'],
  ),
  ...wanted(
    'security.istio.io',
    ['v1', 'v1beta1'],
    ['peerauthentications', 'authorizationpolicies'],
  ),
  ...wanted('configuration.konghq.com', ['v1'], ['kongplugins']),
  ...wanted('configuration.konghq.com', ['v1beta1'], ['tcpingresses']),
  ...wanted(
    'configuration.konghq.com',
    ['v1alpha1'],
    ['kongservices', 'kongroutes'],
  ),
  ...wanted(
    'monitoring.coreos.com',
    ['v1'],
    [
      'servicemonitors',
      'podmonitors',
      'prometheusrules',
      'prometheuses',
      'alertmanagers',
    ],
  ),
  ...wanted(
    'operator.victoriametrics.com',
    ['v1beta1'],
    [
      'vmagents',
      'vmalertmanagers',
      'vmalerts',
      'vmclusters',
      'vmsingles',
      'vmrules',
      'vmservicescrapes',
      'vmpodscrapes',
    ],
  ),
  ...SOFTWARE_KINDS.flatMap(([group, versions, resources]) =>
    wanted(group, versions, resources),
  ),
];

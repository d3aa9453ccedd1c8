/**
 * A tree of manifests as if it were a cluster: the objects that it would hold, in an index, and which kinds are known. The same code then
 * groups services out of it and judges them. Objects without a namespace stand in the one that they are applied to, as `kubectl` would do it.
 */
import {
  declaredKey,
  DeclaredObject,
  DeclaredTree,
  repositoryName,
} from '../../declared';
import {
  asObject,
  asText,
  indexObjects,
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
} from '../../kubernetes';
import { ClusterState } from '../../model';
import { resourceOf } from '../facts/readKinds';

/** A tree as a cluster. */
export interface ManifestWorld {
  /** The tree with every namespace written out; of objects that are declared twice, the first. */
  tree: DeclaredTree;
  index: KubernetesIndex;
  cluster: ClusterState;
}

const WIDE_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'CustomResourceDefinition',
  'StorageClass',
  'IngressClass',
  'PriorityClass',
  'RuntimeClass',
  'GatewayClass',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'APIService',
  'CSIDriver',
  'VolumeSnapshotClass',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
]);

/** Kinds that a tree may hold, so that none of them written is none. Pods, nodes and their like are made by the cluster. */
const KNOWN_KINDS: readonly (readonly [string, string])[] = [
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Namespace'],
  ['v1', 'ResourceQuota'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'IngressClass'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['kyverno.io/v2', 'PolicyException'],
  ['keda.sh/v1alpha1', 'ScaledObject'],
];

/** Facts about rights are told by what is declared, which proves some and refutes none. */
const NOT_LISTED = 'ClusterRoleBinding';

function wideKinds({ objects }: DeclaredTree): ReadonlySet<string> {
  const own = objects.flatMap(({ object: { kind, spec } }) =>
    kind === 'CustomResourceDefinition' && spec?.scope === 'Cluster'
      ? asText(asObject(spec.names).kind) ?? []
      : [],
  );
  return new Set([...WIDE_KINDS, ...own]);
}

function isWide({ kind }: KubernetesObject, wide: ReadonlySet<string>) {
  return wide.has(kind) || /^Cluster[A-Z]/.test(kind);
}

function placed(
  declared: DeclaredObject,
  wide: ReadonlySet<string>,
): DeclaredObject {
  const { object, appliedTo } = declared;
  if (object.metadata.namespace || isWide(object, wide)) return declared;
  const namespace = appliedTo ?? 'default';
  return {
    ...declared,
    object: { ...object, metadata: { ...object.metadata, namespace } },
  };
}

/** A source that lies nowhere is missing when another of the same repository lies here: then this is the repository. */
function withSources(tree: DeclaredTree): DeclaredTree['artefacts'] {
  const isSource = ({ kind }: { kind: string }) => kind === 'argo-source';
  const own = new Set(
    tree.artefacts
      .filter(one => isSource(one) && one.details.found === 'yes')
      .filter(({ details }) => !/^\.?\/?$/.test(details.path ?? ''))
      .map(({ details }) => repositoryName(details.repository ?? '')),
  );
  return tree.artefacts.map(one => {
    const { found, chart, path, repository = '' } = one.details;
    const isMissing =
      isSource(one) &&
      found === 'elsewhere' &&
      chart === undefined &&
      path !== undefined &&
      !path.includes('{{') &&
      own.has(repositoryName(repository));
    return isMissing
      ? { ...one, details: { ...one.details, found: 'no' } }
      : one;
  });
}

function firstOfEach(objects: readonly DeclaredObject[]): DeclaredObject[] {
  const found = new Map<string, DeclaredObject>();
  for (const one of objects) {
    const key = declaredKey(one.object);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

function stateOf(
  name: string,
  objects: readonly DeclaredObject[],
  observedAt: string,
): ClusterState {
  const kinds = new Map<string, string>();
  const add = (apiVersion: string, kind: string) => {
    const plural = resourceOf(apiVersion, kind).split('/').at(-1)!;
    if (kind !== NOT_LISTED) kinds.set(`${apiVersion}/${plural}`, plural);
  };
  for (const [apiVersion, kind] of KNOWN_KINDS) add(apiVersion, kind);
  for (const { object } of objects) add(object.apiVersion, object.kind);
  return {
    name,
    phase: 'reading',
    whole: true,
    kinds: [...kinds.keys()].map(resource => ({
      resource,
      ok: true,
      count: 0,
      observedAt,
    })),
  };
}

/** The tree as a cluster of its name. `now` in milliseconds since the epoch. */
export function manifestWorld(tree: DeclaredTree, now: number): ManifestWorld {
  const wide = wideKinds(tree);
  const objects = firstOfEach(tree.objects.map(one => placed(one, wide)));
  const observedAt = new Date(now).toISOString();
  const { source } = tree;
  const entries = objects.map(
    ({ object, origin }): InventoryObject => ({
      cluster: source,
      object,
      source: {
        kind: 'manifest',
        name: source,
        detail: `${origin.path}:${origin.line}`,
      },
      observedAt,
    }),
  );
  return {
    tree: { ...tree, objects, artefacts: withSources(tree) },
    index: indexObjects(entries),
    cluster: stateOf(source, objects, observedAt),
  };
}

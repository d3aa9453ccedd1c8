/**
 * Where objects belong: to the top of the chain of owners that they hang on. Where Kubernetes' references end, the names and labels that
 * controllers and operators give lead on.
 */
import {
  InventoryObject,
  KubernetesIndex,
  OwnerReference,
} from '../kubernetes';
import { isWorkload, podTemplateOf } from '../kubernetes/podTemplate';
import { labelOf } from '../kubernetes/readValue';

function controllerOf(entry: InventoryObject): OwnerReference | undefined {
  const owners = entry.object.metadata.ownerReferences ?? [];
  return owners.find(owner => owner.controller) ?? owners[0];
}

/** Owners that are not read but whose name follows from the name of what they own. */
function guessOwner(
  index: KubernetesIndex,
  entry: InventoryObject,
  owner: OwnerReference,
): InventoryObject | undefined {
  const { cluster, object } = entry;
  const { namespace } = object.metadata;
  const look = (kind: string, name: string) =>
    index.get({ cluster, kind, namespace, name });
  if (owner.kind === 'ReplicaSet')
    return look('Deployment', owner.name.replace(/-[a-z0-9]+$/, ''));
  return look(owner.kind, owner.name);
}

/** Where objects are: they are looked for in the same namespace. */
interface Surroundings {
  cluster: string;
  namespace?: string;
}

type NamingLabels = readonly { label: string; kinds: readonly string[] }[];

/** Labels by which operators name the custom resource that an object belongs to. */
const NAMING_LABELS: NamingLabels = [
  {
    label: 'strimzi.io/cluster',
    kinds: ['Kafka', 'KafkaConnect', 'KafkaMirrorMaker2'],
  },
  { label: 'ray.io/cluster', kinds: ['RayCluster'] },
  { label: 'sparkoperator.k8s.io/app-name', kinds: ['SparkApplication'] },
  { label: 'cnpg.io/cluster', kinds: ['Cluster'] },
  {
    label: 'elasticsearch.k8s.elastic.co/cluster-name',
    kinds: ['Elasticsearch'],
  },
  {
    label: 'clickhouse.altinity.com/chi',
    kinds: ['ClickHouseInstallation'],
  },
  { label: 'v1.min.io/tenant', kinds: ['Tenant'] },
];

/** Those of the labels that can name anything in a place: most clusters run none of these operators. */
function listNaming(index: KubernetesIndex, at: Surroundings): NamingLabels {
  return NAMING_LABELS.filter(({ kinds }) =>
    kinds.some(kind => index.byKind(kind, at).length > 0),
  );
}

/** The custom resource that the labels of an ownerless object name. */
function findNamedOwner(
  index: KubernetesIndex,
  { cluster, object }: InventoryObject,
  naming: NamingLabels,
): InventoryObject | undefined {
  if (naming.length === 0 || !isWorkload(object)) return undefined;
  const { namespace } = object.metadata;
  const { labels } = podTemplateOf(object);
  for (const { label, kinds } of naming) {
    const name = labelOf(object, label) ?? labels[label];
    if (name === undefined) continue;
    for (const kind of kinds) {
      const owner = index.get({ cluster, kind, namespace, name });
      if (owner) return owner;
    }
  }
  return undefined;
}

/** An object and the top of its chain of owners. */
export interface Belonging {
  entry: InventoryObject;
  root: InventoryObject;
  /** The owner of the root, when it is named but not known. */
  unknownOwner?: OwnerReference;
}

function findRoot(
  index: KubernetesIndex,
  entry: InventoryObject,
  naming: NamingLabels,
): Belonging {
  const { namespace, ownerReferences } = entry.object.metadata;
  if (!ownerReferences?.length)
    return { entry, root: findNamedOwner(index, entry, naming) ?? entry };
  const chain = [entry, ...index.ownersOf(entry)].filter(
    ({ object }) => object.kind !== 'Node' && object.kind !== 'Namespace',
  );
  const root = chain[chain.length - 1];
  const owner = controllerOf(root);
  if (!owner || owner.kind === 'Node' || owner.kind === 'Namespace')
    return {
      entry,
      root:
        findNamedOwner(
          index,
          root,
          root.object.metadata.namespace === namespace ? naming : NAMING_LABELS,
        ) ?? root,
    };
  const guess = guessOwner(index, root, owner);
  if (guess && guess !== root) return { entry, root: guess };
  return { entry, root, unknownOwner: owner };
}

/**
 * Where each of the objects of a place belongs.
 *
 * @param isInstance - Whether a custom resource stands for a service even when it runs no known pods.
 */
export function findBelongings(
  index: KubernetesIndex,
  objects: readonly InventoryObject[],
  isInstance: (entry: InventoryObject) => boolean,
): Belonging[] {
  if (objects.length === 0) return [];
  const [{ cluster, object }] = objects;
  const { namespace } = object.metadata;
  const naming = listNaming(index, { cluster, namespace });
  const found: Belonging[] = [];
  for (const entry of objects)
    if (isWorkload(entry.object) || isInstance(entry))
      found.push(findRoot(index, entry, naming));
  return found;
}

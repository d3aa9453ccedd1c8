/**
 * The smallest things that can be a service or a part of one: what stands at the top of each chain of
 * owners. A pod belongs to its ReplicaSet, that to its Deployment, that perhaps to a custom resource of
 * an operator; only the top is placed, and everything below comes with it.
 */
import {
  InventoryObject,
  isWorkload,
  KubernetesIndex,
  labelOf,
  podTemplateOf,
  objectKey,
  asText,
  findCondition,
  OwnerReference,
} from '../kubernetes';

/** How a unit runs: always, at times, or once. */
export type UnitRole = 'serving' | 'scheduled' | 'run';

/** A workload with the pods that it runs. */
export interface UnitWorkload {
  entry: InventoryObject;
  pods: readonly InventoryObject[];
}

/** The top of a chain of owners and everything that hangs below it. */
export interface Unit {
  root: InventoryObject;
  /** Text by which units are sorted: the cluster and the identity of the root. */
  order: string;
  role: UnitRole;
  /** A run that has ended well, or a bare pod that has ended. */
  finished: boolean;
  workloads: readonly UnitWorkload[];
  /** Every workload and pod below the root, the root included. */
  members: readonly InventoryObject[];
  /** Every object of it on which people may annotate the service: the root, and the workloads below it. */
  annotated: readonly InventoryObject[];
  /** The owner of the root, when it is named but not known. */
  unknownOwner?: OwnerReference;
}

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

/** Labels by which operators name the custom resource that an object belongs to. */
const NAMING_LABELS: readonly { label: string; kinds: readonly string[] }[] = [
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

/** The custom resource that the labels of an ownerless object name. */
function findNamedOwner(
  index: KubernetesIndex,
  { cluster, object }: InventoryObject,
): InventoryObject | undefined {
  if (!isWorkload(object)) return undefined;
  const { namespace } = object.metadata;
  const { labels } = podTemplateOf(object);
  for (const { label, kinds } of NAMING_LABELS) {
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

function findRoot(index: KubernetesIndex, entry: InventoryObject): Belonging {
  if (!entry.object.metadata.ownerReferences?.length)
    return { entry, root: findNamedOwner(index, entry) ?? entry };
  const chain = [entry, ...index.ownersOf(entry)].filter(
    ({ object }) => object.kind !== 'Node' && object.kind !== 'Namespace',
  );
  const root = chain[chain.length - 1];
  const owner = controllerOf(root);
  if (!owner || owner.kind === 'Node' || owner.kind === 'Namespace')
    return { entry, root: findNamedOwner(index, root) ?? root };
  const guess = guessOwner(index, root, owner);
  if (guess && guess !== root) return { entry, root: guess };
  return { entry, root, unknownOwner: owner };
}

function isFinished(entry: InventoryObject): boolean {
  const { object } = entry;
  if (object.kind === 'Job')
    return findCondition(object, 'Complete')?.status === 'True';
  const phase = asText(object.status?.phase);
  return object.kind === 'Pod' && (phase === 'Succeeded' || phase === 'Failed');
}

function roleOf(root: InventoryObject): UnitRole {
  if (!isWorkload(root.object)) return 'serving';
  if (root.object.kind === 'CronJob') return 'scheduled';
  if (root.object.kind === 'Job') return 'run';
  return root.object.kind === 'Pod' && isFinished(root) ? 'run' : 'serving';
}

/** The workloads to show for a root: itself, or the topmost workloads below a custom resource. */
function findWorkloads(
  index: KubernetesIndex,
  root: InventoryObject,
  members: readonly InventoryObject[],
): UnitWorkload[] {
  if (isWorkload(root.object))
    return [{ entry: root, pods: index.podsOf(root) }];
  const tops = members.filter(
    member =>
      member !== root &&
      isWorkload(member.object) &&
      member.object.kind !== 'Pod' &&
      !index
        .ownersOf(member)
        .some(owner => owner !== root && isWorkload(owner.object)),
  );
  const workloads = tops.map(entry => ({ entry, pods: index.podsOf(entry) }));
  const taken = new Set(workloads.flatMap(({ pods }) => pods));
  const bare = members.filter(
    member => member.object.kind === 'Pod' && !taken.has(member),
  );
  return bare.length > 0 || workloads.length === 0
    ? [...workloads, { entry: root, pods: bare }]
    : workloads;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Sorts by cluster and key, so that no result depends on the order of arrival. */
export function byKey(a: InventoryObject, b: InventoryObject): number {
  return a.cluster === b.cluster
    ? compareTexts(objectKey(a.object), objectKey(b.object))
    : compareTexts(a.cluster, b.cluster);
}

/** The same order as a text, for those who compare many times. */
function orderOf({ cluster, object }: InventoryObject): string {
  // No cluster's name holds the character 0, so that names which begin alike stay apart.
  return `${cluster}\0${objectKey(object)}`;
}

/**
 * Where each of these objects belongs.
 *
 * @param isInstance - Whether a custom resource stands for a service even when it runs no known pods.
 */
export function findBelongings(
  index: KubernetesIndex,
  objects: readonly InventoryObject[],
  isInstance: (entry: InventoryObject) => boolean,
): Belonging[] {
  return objects
    .filter(entry => isWorkload(entry.object) || isInstance(entry))
    .map(entry => findRoot(index, entry));
}

/** The units of what belongs together, sorted by key. */
export function formUnits(
  index: KubernetesIndex,
  belongings: readonly Belonging[],
): Unit[] {
  const members = new Map<InventoryObject, InventoryObject[]>();
  const unknown = new Map<InventoryObject, OwnerReference>();
  for (const { entry, root, unknownOwner } of belongings) {
    if (unknownOwner) unknown.set(root, unknownOwner);
    const list = members.get(root);
    const own = entry === root ? [] : [entry];
    if (list) list.push(...own);
    else members.set(root, [root, ...own]);
  }
  const sorted = [...members]
    .map(([root, own]) => ({ root, own, order: orderOf(root) }))
    .sort((a, b) => compareTexts(a.order, b.order));
  return sorted.map(({ root, own, order }) => {
    const below = own.sort(byKey);
    const workloads = findWorkloads(index, root, below);
    const others = workloads.filter(({ entry }) => entry !== root);
    const unknownOwner = unknown.get(root);
    return {
      root,
      order,
      role: roleOf(root),
      finished: isFinished(root),
      workloads,
      members: below,
      annotated: [root, ...others.map(({ entry }) => entry)],
      ...(unknownOwner ? { unknownOwner } : {}),
    };
  });
}

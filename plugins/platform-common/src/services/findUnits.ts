/**
 * The smallest things that can be a service or a part of one: what stands at the top of each chain of
 * owners. A pod belongs to its ReplicaSet, that to its Deployment, that perhaps to a custom resource of
 * an operator; only the top is placed, and everything below comes with it.
 */
import {
  InventoryObject,
  KubernetesIndex,
  findCondition,
  OwnerReference,
} from '../kubernetes';
import { keyPrefix, objectKey } from '../kubernetes/objects';
import { isWorkload } from '../kubernetes/podTemplate';
import { asText } from '../kubernetes/readValue';
import { Deployer } from '../model';
import { Belonging } from './findBelongings';
import type { GroupingValue, UnitName } from './nameUnit';

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
  /** `<cluster> <namespace>` of the root; one and the same text for neighbours. */
  place: string;
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
  /** What was found out about it, and is kept for the next time: a unit never changes. See `nameUnit` and `findDeployers`. */
  values?: readonly GroupingValue[];
  plainName?: UnitName;
  deployers?: readonly Deployer[];
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

/** The name of the place of objects in no namespace. */
const NO_SPACE = 'default';

/** All that the objects of one kind in one place share of what a unit says. */
class Neighbours {
  readonly #of: InventoryObject;
  /** See {@link Unit.place}. */
  readonly place: string;
  readonly #order: string;

  constructor(first: InventoryObject) {
    const { cluster, object } = first;
    this.#of = first;
    this.place = `${cluster} ${object.metadata.namespace ?? NO_SPACE}`;
    // No cluster's name holds the character 0, so that names which begin alike stay apart.
    this.#order = `${cluster}\0${keyPrefix(object)}`;
  }

  include({ cluster, object }: InventoryObject): boolean {
    const { object: other } = this.#of;
    return (
      cluster === this.#of.cluster &&
      object.metadata.namespace === other.metadata.namespace &&
      object.kind === other.kind &&
      object.apiVersion === other.apiVersion
    );
  }

  /** The order of {@link byKey} as a text, for those who compare many times. */
  orderOf({ object }: InventoryObject): string {
    return this.#order + object.metadata.name;
  }
}

/** The root of a unit in the making. */
type Root = Pick<Unit, 'root' | 'order' | 'place'>;

/** What hangs on roots: the objects below, and owners that are not known. */
interface Hanging {
  below: ReadonlyMap<InventoryObject, readonly InventoryObject[]>;
  unknown: ReadonlyMap<InventoryObject, OwnerReference>;
}

/** A unit; all of one shape, for there are thousands. */
function formUnit(
  index: KubernetesIndex,
  { root, order, place }: Root,
  { below, unknown }: Hanging,
): Unit {
  const others = below.get(root);
  const alone = [root];
  const members = others ? [root, ...others].sort(byKey) : alone;
  const workloads = findWorkloads(index, root, members);
  return {
    root,
    order,
    place,
    role: roleOf(root),
    finished: isFinished(root),
    workloads,
    members,
    annotated: isAlone(workloads, root) ? alone : withOthers(root, workloads),
    unknownOwner: unknown.get(root),
    values: undefined,
    plainName: undefined,
    deployers: undefined,
  };
}

/** Whether a root is all that there is to show of it. */
function isAlone(
  workloads: readonly UnitWorkload[],
  root: InventoryObject,
): boolean {
  return workloads.length === 1 && workloads[0].entry === root;
}

/** A root with the workloads below it. */
function withOthers(
  root: InventoryObject,
  workloads: readonly UnitWorkload[],
): InventoryObject[] {
  const others = workloads.filter(({ entry }) => entry !== root);
  return [root, ...others.map(({ entry }) => entry)];
}

/** The units of what belongs together, sorted by key. */
export function formUnits(
  index: KubernetesIndex,
  belongings: readonly Belonging[],
): Unit[] {
  const roots = new Set<InventoryObject>();
  const below = new Map<InventoryObject, InventoryObject[]>();
  const unknown = new Map<InventoryObject, OwnerReference>();
  for (const { entry, root, unknownOwner } of belongings) {
    if (unknownOwner) unknown.set(root, unknownOwner);
    roots.add(root);
    // Most roots are all that there is of their units.
    if (entry === root) continue;
    const list = below.get(root);
    if (list) list.push(entry);
    else below.set(root, [entry]);
  }
  const sorted: Root[] = [];
  let near: Neighbours | undefined;
  for (const root of roots) {
    if (!near?.include(root)) near = new Neighbours(root);
    sorted.push({ root, order: near.orderOf(root), place: near.place });
  }
  sorted.sort((a, b) => compareTexts(a.order, b.order));
  return sorted.map(root => formUnit(index, root, { below, unknown }));
}

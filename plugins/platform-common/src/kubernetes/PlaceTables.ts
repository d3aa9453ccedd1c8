import { InventoryObject, KubernetesObject } from './objects';
import { SelectorTable } from './SelectorTable';

type Found = readonly InventoryObject[];
const NONE: Found = [];

/** Kinds that are looked at from their own namespace only; every other kind may be looked at from everywhere. */
const NEAR: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'Pod',
  'Service',
  'ConfigMap',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'PersistentVolumeClaim',
  'NetworkPolicy',
]);

/** Kinds that no service is formed from and none is judged by, and that tell of themselves all the time: pages and rules ask them. */
const ASIDE: ReadonlySet<string> = new Set([
  'Node',
  'Event',
  'Endpoints',
  'EndpointSlice',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
]);

/** Whether a kind says nothing of what a service is made from, wherever it is; custom resources may be called the same, and do. */
export function standsAside({
  apiVersion,
  kind,
}: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return ASIDE.has(kind) && /^v1$|\.k8s\.io\//.test(apiVersion);
}

/** Kinds that stand beside workloads and belong to one. */
const COMPANIONS: readonly string[] = [
  'Service',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'PersistentVolumeClaim',
];

function isWide({ object }: InventoryObject): boolean {
  if (object.kind === 'Node' || standsAside(object)) return false;
  return object.metadata.namespace === undefined || !NEAR.has(object.kind);
}

/** Adds to the list of a key. */
export function addTo<K>(
  map: Map<K, InventoryObject[]>,
  key: K,
  entry: InventoryObject,
): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** Whether two lists hold the very same things in the same order. */
export function areSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return (
    one.length === other.length && one.every((item, at) => item === other[at])
  );
}

/** The objects of one kind. */
interface KindTable {
  all: InventoryObject[];
  byName: Map<string, InventoryObject>;
}

/** The objects of one namespace of one cluster (or of none), found by what is asked most. They never change. */
export class PlaceTables {
  readonly objects: Found;
  /** Those of them that may be looked at from everywhere. */
  readonly wide: Found;
  readonly #kinds = new Map<string, KindTable>();
  readonly #byUid = new Map<string, InventoryObject>();
  readonly #byOwner = new Map<string, InventoryObject[]>();
  #selectors: SelectorTable | undefined;

  /** Whether nothing stands beside the workloads: no Service, autoscaler, budget or claim. */
  readonly isBare: boolean;

  /** Use {@link divideIntoTables}. */
  constructor(objects: Found) {
    this.objects = objects;
    this.wide = objects.filter(isWide);
    for (const entry of objects) this.#take(entry);
    this.isBare = COMPANIONS.every(kind => !this.#kinds.has(kind));
  }

  #take(entry: InventoryObject): void {
    const { object } = entry;
    const { name, uid, ownerReferences } = object.metadata;
    const kind: KindTable = this.#kinds.get(object.kind) ?? {
      all: [],
      byName: new Map(),
    };
    if (kind.all.length === 0) this.#kinds.set(object.kind, kind);
    kind.all.push(entry);
    kind.byName.set(name, entry);
    if (uid) this.#byUid.set(uid, entry);
    if (!ownerReferences) return;
    for (const owner of ownerReferences) addTo(this.#byOwner, owner.uid, entry);
  }

  /** The object of a kind with this name; in any version unless one is given. */
  byName(
    kind: string,
    name: string,
    apiVersion?: string,
  ): InventoryObject | undefined {
    const known = this.#kinds.get(kind);
    const named = known?.byName.get(name);
    if (!named || apiVersion === undefined) return named;
    const fits = ({ object }: InventoryObject) =>
      object.apiVersion === apiVersion;
    if (fits(named)) return named;
    // Kinds of two groups may have the same name, and objects of both another one.
    return known?.all.findLast(
      entry => entry.object.metadata.name === name && fits(entry),
    );
  }

  /** The object with this uid. */
  byUid(uid: string): InventoryObject | undefined {
    return this.#byUid.get(uid);
  }

  /** All objects of a kind. */
  byKind(kind: string): Found {
    return this.#kinds.get(kind)?.all ?? NONE;
  }

  /** The Kubernetes Services, by what they select. */
  get selectors(): SelectorTable {
    this.#selectors ??= new SelectorTable(this.byKind('Service'));
    return this.#selectors;
  }

  /** The objects that name the object of this uid as their owner. */
  ownedBy(uid: string): Found {
    return this.#byOwner.get(uid) ?? NONE;
  }
}

/** The last tables whose objects begin with an object. */
const known = new WeakMap<InventoryObject, PlaceTables>();

/** The tables of the objects of one place; the same for the same objects. */
function tablesOf(objects: Found): PlaceTables {
  const [first] = objects;
  const last = known.get(first);
  if (last && areSame(last.objects, objects)) return last;
  const tables = new PlaceTables(objects);
  known.set(first, tables);
  return tables;
}

/** The tables of each cluster by namespace, `''` for what is in none; the same ones where nothing changed. */
export function divideIntoTables(
  objects: Found,
): ReadonlyMap<string, ReadonlyMap<string, PlaceTables>> {
  const clusters = new Map<string, Map<string, InventoryObject[]>>();
  for (const entry of objects) {
    const spaces = clusters.get(entry.cluster) ?? new Map();
    if (spaces.size === 0) clusters.set(entry.cluster, spaces);
    addTo(spaces, entry.object.metadata.namespace ?? '', entry);
  }
  return new Map(
    [...clusters].map(([cluster, spaces]) => [
      cluster,
      new Map([...spaces].map(([space, own]) => [space, tablesOf(own)])),
    ]),
  );
}

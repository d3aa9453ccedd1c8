/**
 * Everything that is asked about objects, answered without a scan: which pods a workload runs, which
 * workloads a Service reaches, which autoscaler, budget, Ingress and volume belong to it.
 *
 * An index is built once from a list of objects and never changes. It may hold several clusters and
 * several manifest roots at once; they never mix, because the cluster is part of every key. Objects
 * from manifests have no uid and no pods, so relations are found by labels and names first, and by
 * ownership where there is one.
 */
import { InventoryObject, ObjectReference } from './objects';
import {
  isEmptySelector,
  matchesSelector,
  readSelector,
} from './matchesSelector';
import { divideIntoTables, PlaceTables } from './PlaceTables';
import { podTemplateOf } from './podTemplate';
import {
  findPods,
  hasUnknownReplicaSet,
  ingressBackends,
  placeEvents,
  selectsAny,
  whichClaims,
} from './relations';
import { asObject } from './readValue';
import { RouteTable } from './RouteTable';
import { WorkloadTable } from './WorkloadTable';

type Found = readonly InventoryObject[];
const NONE: Found = [];

/** Every question about a set of objects; made by {@link indexObjects}. */
export class KubernetesIndex {
  readonly objects: Found;
  /** Ingresses and routes, and what they lead to. */
  readonly routes = new RouteTable(this);
  readonly #clusters: ReadonlyMap<string, ReadonlyMap<string, PlaceTables>>;
  readonly #byKind = new Map<string, Found>();
  readonly #strays = new Map<PlaceTables, Found>();
  readonly #workloads = new Map<PlaceTables, WorkloadTable>();
  #byUid: Map<string, InventoryObject> | undefined;
  #events: Map<string, InventoryObject[]> | undefined;
  readonly #pods = new Map<InventoryObject, Found>();
  readonly #services = new Map<InventoryObject, Found>();

  constructor(objects: Found) {
    this.objects = objects;
    this.#clusters = divideIntoTables(objects);
  }

  /** The tables of all places. */
  get tables(): PlaceTables[] {
    return [...this.#clusters.values()].flatMap(spaces => [...spaces.values()]);
  }

  #at(cluster: string, namespace: string | undefined): PlaceTables | undefined {
    return this.#clusters.get(cluster)?.get(namespace ?? '');
  }

  /** The object with this identity, or `undefined`. */
  get(reference: ObjectReference): InventoryObject | undefined {
    const { cluster, kind, apiVersion, namespace, name } = reference;
    return this.#at(cluster, namespace)?.byName(kind, name, apiVersion);
  }

  /** Whether there is an object with this identity; cheaper to depend on than what it says. */
  has(reference: ObjectReference): boolean {
    return this.get(reference) !== undefined;
  }

  /** The object with this uid, or `undefined`. */
  byUid(cluster: string, uid: string): InventoryObject | undefined {
    this.#byUid ??= new Map(
      this.objects.map(entry => [
        `${entry.cluster} ${entry.object.metadata.uid}`,
        entry,
      ]),
    );
    return this.#byUid.get(`${cluster} ${uid}`);
  }

  /** All objects of a kind, everywhere or in one namespace of one cluster. */
  byKind(kind: string, at?: { cluster: string; namespace?: string }): Found {
    if (at) return this.#at(at.cluster, at.namespace)?.byKind(kind) ?? NONE;
    const found =
      this.#byKind.get(kind) ??
      this.tables.flatMap(tables => tables.byKind(kind));
    this.#byKind.set(kind, found);
    return found;
  }

  /** Objects that name this one as their owner, directly. */
  ownedBy(owner: InventoryObject): Found {
    const { uid, namespace } = owner.object.metadata;
    if (!uid) return NONE;
    // Owners are in the namespace of what they own, or outside of all; Kubernetes takes any other for gone.
    if (namespace !== undefined)
      return this.#at(owner.cluster, namespace)?.ownedBy(uid) ?? NONE;
    const spaces = this.#clusters.get(owner.cluster)?.values() ?? [];
    return [...spaces].flatMap(tables => tables.ownedBy(uid));
  }

  #owner(
    { cluster, object }: InventoryObject,
    uid: string,
  ): InventoryObject | undefined {
    return (
      this.#at(cluster, object.metadata.namespace)?.byUid(uid) ??
      this.#at(cluster, undefined)?.byUid(uid)
    );
  }

  /** The objects that own this one and are known, nearest first, ending with the topmost. */
  ownersOf(entry: InventoryObject): Found {
    if (!entry.object.metadata.ownerReferences?.length) return NONE;
    const chain: InventoryObject[] = [];
    const seen = new Set([entry]);
    let current = entry;
    for (;;) {
      const references = current.object.metadata.ownerReferences ?? [];
      const reference =
        references.find(candidate => candidate.controller) ?? references[0];
      const owner = reference && this.#owner(current, reference.uid);
      if (!owner || seen.has(owner)) return chain;
      seen.add(owner);
      chain.push(owner);
      current = owner;
    }
  }

  /**
   * The pods that an object runs, through whatever it owns. When the objects between (ReplicaSets) are
   * not known, the workload's own selector decides, among the pods whose owner is not known either.
   */
  podsOf(workload: InventoryObject): Found {
    const pods = this.#pods.get(workload) ?? findPods(this, workload);
    if (pods.length > 0) this.#pods.set(workload, pods);
    return pods;
  }

  /** Pods of a namespace that name a ReplicaSet as their owner that is not known. */
  strayPods(at: { cluster: string; namespace?: string }): Found {
    const tables = this.#at(at.cluster, at.namespace);
    if (!tables) return NONE;
    const found =
      this.#strays.get(tables) ??
      tables.byKind('Pod').filter(pod => hasUnknownReplicaSet(this, pod));
    this.#strays.set(tables, found);
    return found;
  }

  #near({ cluster, object }: InventoryObject, kind: string): Found {
    return this.#at(cluster, object.metadata.namespace)?.byKind(kind) ?? NONE;
  }

  /** Whether nothing stands beside workloads where this one is: no Service, autoscaler, budget or claim. */
  isBareAround({ cluster, object }: InventoryObject): boolean {
    return this.#at(cluster, object.metadata.namespace)?.isBare ?? true;
  }

  /** The pods that a Kubernetes Service selects. */
  podsOfService(service: InventoryObject): Found {
    return this.#near(service, 'Pod').filter(pod =>
      selectsAny(service.object, [pod.object.metadata.labels]),
    );
  }

  /** The workloads whose pods a Kubernetes Service selects, by the labels of their pod templates. */
  workloadsOfService(service: InventoryObject): Found {
    const { cluster, object } = service;
    const tables = this.#at(cluster, object.metadata.namespace);
    if (!tables) return NONE;
    const workloads = this.#workloads.get(tables) ?? new WorkloadTable(tables);
    this.#workloads.set(tables, workloads);
    return workloads.find(service);
  }

  /** The Kubernetes Services that select a workload's pods. */
  servicesOf(workload: InventoryObject): Found {
    const known = this.#services.get(workload);
    if (known) return known;
    const { cluster, object } = workload;
    const near = this.#at(cluster, object.metadata.namespace);
    if (!near || near.selectors.isEmpty) return NONE;
    const found = near.selectors.find([
      podTemplateOf(object).labels,
      ...this.podsOf(workload).map(pod => pod.object.metadata.labels),
    ]);
    this.#services.set(workload, found);
    return found;
  }

  /** The HorizontalPodAutoscalers that scale a workload. */
  autoscalersOf(workload: InventoryObject): Found {
    return this.#near(workload, 'HorizontalPodAutoscaler').filter(entry => {
      const target = asObject(entry.object.spec?.scaleTargetRef);
      return (
        target.kind === workload.object.kind &&
        target.name === workload.object.metadata.name
      );
    });
  }

  /** The PodDisruptionBudgets that protect a workload's pods. */
  disruptionBudgetsOf(workload: InventoryObject): Found {
    const { labels } = podTemplateOf(workload.object);
    return this.#near(workload, 'PodDisruptionBudget').filter(entry => {
      const selector = readSelector(entry.object.spec?.selector);
      return !isEmptySelector(selector) && matchesSelector(selector, labels);
    });
  }

  /** The Ingresses that lead to a Kubernetes Service. */
  ingressesOfService(service: InventoryObject): Found {
    const { name } = service.object.metadata;
    return this.#near(service, 'Ingress').filter(entry =>
      ingressBackends(entry.object).includes(name),
    );
  }

  /** The Ingresses that lead to a workload through any of its Services. */
  ingressesOf(workload: InventoryObject): Found {
    const services = this.servicesOf(workload);
    return [...new Set(services.flatMap(one => this.ingressesOfService(one)))];
  }

  /** The PersistentVolumeClaims that a workload mounts, named in its volumes or made by its templates. */
  claimsOf(workload: InventoryObject): Found {
    const near = this.#near(workload, 'PersistentVolumeClaim');
    const isClaimed = near.length > 0 && whichClaims(workload.object);
    return isClaimed ? near.filter(({ object }) => isClaimed(object)) : NONE;
  }

  /** The Kubernetes events about an object itself (not about what it owns). */
  eventsOf(entry: InventoryObject): Found {
    const { kind, metadata } = entry.object;
    this.#events ??= placeEvents(this.byKind('Event'));
    const space = metadata.namespace ?? '';
    const about = `${entry.cluster} ${kind} ${space}/${metadata.name}`;
    return this.#events.get(about) ?? NONE;
  }
}

/** Builds the index of a list of objects, of one or several clusters. */
export function indexObjects(
  objects: readonly InventoryObject[],
): KubernetesIndex {
  return new KubernetesIndex(objects);
}

/**
 * Everything that is asked about objects, answered without a scan: which pods a workload runs, which
 * workloads a Service reaches, which autoscaler, budget, Ingress and volume belong to it.
 *
 * An index is built once from a list of objects and never changes. It may hold several clusters and
 * several manifest roots at once; they never mix, because the cluster is part of every key. Objects
 * from manifests have no uid and no pods, so relations are found by labels and names first, and by
 * ownership where there is one.
 */
import { InventoryObject, objectKey, ObjectReference } from './objects';
import {
  isEmptySelector,
  matchesSelector,
  readSelector,
} from './matchesSelector';
import { podTemplateOf } from './podTemplate';
import {
  findPods,
  ingressBackends,
  mountsClaim,
  selectsAny,
} from './relations';
import { asObject, asText } from './readValue';
import { RouteTable } from './RouteTable';
import { SelectorTable } from './SelectorTable';

type Found = readonly InventoryObject[];
const NONE: Found = [];

function add<K>(
  map: Map<K, InventoryObject[]>,
  key: K,
  entry: InventoryObject,
): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

function place(entry: InventoryObject): string {
  return `${entry.cluster} ${entry.object.metadata.namespace ?? ''}`;
}

function identity(entry: InventoryObject): string {
  return `${entry.cluster} ${objectKey(entry.object)}`;
}

/** Every question about a set of objects; made by {@link indexObjects}. */
export class KubernetesIndex {
  readonly objects: Found;
  /** Ingresses and routes, and what they lead to. */
  readonly routes = new RouteTable(this);
  readonly #byIdentity = new Map<string, InventoryObject>();
  readonly #byName = new Map<string, InventoryObject>();
  readonly #byUid = new Map<string, InventoryObject>();
  readonly #byKind = new Map<string, InventoryObject[]>();
  readonly #byPlace = new Map<string, InventoryObject[]>();
  readonly #byOwner = new Map<string, InventoryObject[]>();
  readonly #events = new Map<string, InventoryObject[]>();
  readonly #pods = new Map<InventoryObject, Found>();
  readonly #services = new Map<InventoryObject, Found>();
  #selectors: SelectorTable | undefined;

  constructor(objects: Found) {
    this.objects = objects;
    for (const entry of objects) this.#take(entry);
  }

  #take(entry: InventoryObject): void {
    const { cluster, object } = entry;
    const { namespace, name, uid } = object.metadata;
    this.#byIdentity.set(identity(entry), entry);
    this.#byName.set(
      `${cluster} ${object.kind} ${namespace ?? ''}/${name}`,
      entry,
    );
    if (uid) this.#byUid.set(`${cluster} ${uid}`, entry);
    add(this.#byKind, object.kind, entry);
    add(this.#byPlace, `${place(entry)} ${object.kind}`, entry);
    for (const owner of object.metadata.ownerReferences ?? []) {
      add(this.#byOwner, `${cluster} ${owner.uid}`, entry);
    }
    if (object.kind === 'Event') {
      const about = asObject(object.involvedObject ?? object.regarding);
      const space = asText(about.namespace) ?? namespace ?? '';
      add(
        this.#events,
        `${cluster} ${asText(about.kind)} ${space}/${asText(about.name)}`,
        entry,
      );
    }
  }

  /** The object with this identity, or `undefined`. */
  get(reference: ObjectReference): InventoryObject | undefined {
    const { cluster, kind, apiVersion, namespace, name } = reference;
    const path = `${namespace ? `${namespace}/` : ''}${name}`;
    return apiVersion
      ? this.#byIdentity.get(`${cluster} ${apiVersion} ${kind} ${path}`)
      : this.#byName.get(`${cluster} ${kind} ${namespace ?? ''}/${name}`);
  }

  /** The object with this uid, or `undefined`. */
  byUid(cluster: string, uid: string): InventoryObject | undefined {
    return this.#byUid.get(`${cluster} ${uid}`);
  }

  /** All objects of a kind, everywhere or in one namespace of one cluster. */
  byKind(kind: string, at?: { cluster: string; namespace?: string }): Found {
    if (!at) return this.#byKind.get(kind) ?? NONE;
    return (
      this.#byPlace.get(`${at.cluster} ${at.namespace ?? ''} ${kind}`) ?? NONE
    );
  }

  /** Objects that name this one as their owner, directly. */
  ownedBy(owner: InventoryObject): Found {
    const { uid } = owner.object.metadata;
    return uid ? this.#byOwner.get(`${owner.cluster} ${uid}`) ?? NONE : NONE;
  }

  /** The objects that own this one and are known, nearest first, ending with the topmost. */
  ownersOf(entry: InventoryObject): Found {
    const chain: InventoryObject[] = [];
    const seen = new Set([entry]);
    let current = entry;
    for (;;) {
      const references = current.object.metadata.ownerReferences ?? [];
      const reference =
        references.find(candidate => candidate.controller) ?? references[0];
      const owner =
        reference && this.#byUid.get(`${entry.cluster} ${reference.uid}`);
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
    this.#pods.set(workload, pods);
    return pods;
  }

  #near(entry: InventoryObject, kind: string): Found {
    return this.byKind(kind, {
      cluster: entry.cluster,
      namespace: entry.object.metadata.namespace,
    });
  }

  /** The pods that a Kubernetes Service selects. */
  podsOfService(service: InventoryObject): Found {
    return this.#near(service, 'Pod').filter(pod =>
      selectsAny(service.object, [pod.object.metadata.labels]),
    );
  }

  /** The workloads whose pods a Kubernetes Service selects, by the labels of their pod templates. */
  workloadsOfService(service: InventoryObject): Found {
    return ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']
      .flatMap(kind => this.#near(service, kind))
      .filter(
        ({ object }) =>
          (object.metadata.ownerReferences ?? []).every(
            owner => owner.kind !== 'ReplicaSet' && owner.kind !== 'Deployment',
          ) && selectsAny(service.object, [podTemplateOf(object).labels]),
      );
  }

  /** The Kubernetes Services that select a workload's pods. */
  servicesOf(workload: InventoryObject): Found {
    const known = this.#services.get(workload);
    if (known) return known;
    const { cluster, object } = workload;
    this.#selectors ??= new SelectorTable(this.byKind('Service'));
    const found = this.#selectors.find(cluster, object.metadata.namespace, [
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
    const found = this.servicesOf(workload).flatMap(service =>
      this.ingressesOfService(service),
    );
    return [...new Set(found)];
  }

  /** The PersistentVolumeClaims that a workload mounts, named in its volumes or made by its templates. */
  claimsOf(workload: InventoryObject): Found {
    return this.#near(workload, 'PersistentVolumeClaim').filter(entry =>
      mountsClaim(workload.object, entry.object.metadata.name),
    );
  }

  /** The Kubernetes events about an object itself (not about what it owns). */
  eventsOf(entry: InventoryObject): Found {
    const { kind, metadata } = entry.object;
    return (
      this.#events.get(
        `${entry.cluster} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
      ) ?? NONE
    );
  }
}

/** Builds the index of a list of objects, of one or several clusters. */
export function indexObjects(
  objects: readonly InventoryObject[],
): KubernetesIndex {
  return new KubernetesIndex(objects);
}

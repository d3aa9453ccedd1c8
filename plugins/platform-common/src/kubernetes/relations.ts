/** How objects refer to each other by names and labels, where there is no ownership to follow. */
import { isEmptySelector, matchesSelector } from './matchesSelector';
import { InventoryObject, KubernetesObject } from './objects';
import { isWorkload, podSelectorOf, podTemplateOf } from './podTemplate';
import { asObject, asObjects, asText, asTextMap } from './readValue';

/** What is needed to walk from an object to what it owns. */
export interface OwnershipLookup {
  ownedBy(owner: InventoryObject): readonly InventoryObject[];
  ownersOf(entry: InventoryObject): readonly InventoryObject[];
  /** Pods of a namespace that {@link hasUnknownReplicaSet}. */
  strayPods(at: {
    cluster: string;
    namespace?: string;
  }): readonly InventoryObject[];
}

const selectors = new WeakMap<KubernetesObject, Record<string, string>>();

/** The labels that a Kubernetes Service selects; empty when it selects nothing. */
export function selectedLabels(
  service: KubernetesObject,
): Record<string, string> {
  const known = selectors.get(service);
  if (known) return known;
  const labels = asTextMap(service.spec?.selector);
  selectors.set(service, labels);
  return labels;
}

/** Whether a Kubernetes Service selects any of these sets of labels. */
export function selectsAny(
  service: KubernetesObject,
  candidates: readonly (Record<string, string> | undefined)[],
): boolean {
  const matchLabels = selectedLabels(service);
  if (Object.keys(matchLabels).length === 0) return false;
  return candidates.some(labels => matchesSelector({ matchLabels }, labels));
}

const NONE: readonly InventoryObject[] = [];

function podsOwnedBy(
  lookup: OwnershipLookup,
  owner: InventoryObject,
  owned: readonly InventoryObject[],
): Set<InventoryObject> {
  const found = new Set<InventoryObject>();
  const open = [...owned];
  const visited = new Set([owner]);
  for (let next = open.pop(); next; next = open.pop()) {
    if (visited.has(next)) continue;
    visited.add(next);
    if (next.object.kind === 'Pod') found.add(next);
    open.push(...lookup.ownedBy(next));
  }
  return found;
}

/** Whether a pod names a ReplicaSet that nobody has seen as its owner. */
export function hasUnknownReplicaSet(
  lookup: Pick<OwnershipLookup, 'ownersOf'>,
  pod: InventoryObject,
): boolean {
  const owners = pod.object.metadata.ownerReferences ?? [];
  return (
    owners.some(({ kind }) => kind === 'ReplicaSet') &&
    lookup.ownersOf(pod).length === 0
  );
}

/** The pods that an object runs; see `KubernetesIndex.podsOf`. */
export function findPods(
  lookup: OwnershipLookup,
  workload: InventoryObject,
): readonly InventoryObject[] {
  const { cluster, object } = workload;
  if (object.kind === 'Pod' && isWorkload(object)) return [workload];
  const owned = lookup.ownedBy(workload);
  const { namespace } = object.metadata;
  const strays =
    object.kind === 'Deployment'
      ? lookup.strayPods({ cluster, namespace })
      : NONE;
  if (owned.length === 0 && strays.length === 0) return NONE;
  const found = podsOwnedBy(lookup, workload, owned);
  const selector = podSelectorOf(object);
  if (!selector || isEmptySelector(selector)) return [...found];
  for (const pod of strays) {
    if (matchesSelector(selector, pod.object.metadata.labels)) found.add(pod);
  }
  return [...found];
}

/** Which claims a workload mounts, by its volumes or by its templates; `undefined` when it mounts none. */
export function whichClaims(
  workload: KubernetesObject,
): ((claim: KubernetesObject) => boolean) | undefined {
  const { volumes } = podTemplateOf(workload).spec;
  const { volumeClaimTemplates } = workload.spec ?? {};
  if (volumes === undefined && volumeClaimTemplates === undefined)
    return undefined;
  const named = asObjects(volumes).flatMap(
    volume => asText(asObject(volume.persistentVolumeClaim).claimName) ?? [],
  );
  // What a StatefulSet's template makes is called `<template>-<set>-<ordinal>`.
  const made = asObjects(volumeClaimTemplates).map(
    template =>
      `${asText(asObject(template.metadata).name)}-${workload.metadata.name}-`,
  );
  if (named.length + made.length === 0) return undefined;
  return ({ metadata: { name } }) =>
    named.includes(name) ||
    (/-\d+$/.test(name) && made.includes(name.replace(/\d+$/, '')));
}

/** Events by what they are about: `<cluster> <kind> <namespace>/<name>`. */
export function placeEvents(
  events: readonly InventoryObject[],
): Map<string, InventoryObject[]> {
  const placed = new Map<string, InventoryObject[]>();
  for (const event of events) {
    const { cluster, object } = event;
    const about = asObject(object.involvedObject ?? object.regarding);
    const space = asText(about.namespace) ?? object.metadata.namespace ?? '';
    const at = `${cluster} ${asText(about.kind)} ${space}/${asText(
      about.name,
    )}`;
    const list = placed.get(at);
    if (list) list.push(event);
    else placed.set(at, [event]);
  }
  return placed;
}

const backendsOfIngresses = new WeakMap<KubernetesObject, readonly string[]>();

/** Names of the Kubernetes Services that an Ingress leads to, each once; read once, for an object never changes. */
export function ingressBackends(ingress: KubernetesObject): readonly string[] {
  const known = backendsOfIngresses.get(ingress);
  if (known) return known;
  const backends = readBackends(ingress);
  backendsOfIngresses.set(ingress, backends);
  return backends;
}

function readBackends(ingress: KubernetesObject): readonly string[] {
  const paths = asObjects(ingress.spec?.rules).flatMap(rule =>
    asObjects(asObject(rule.http).paths),
  );
  const backends = [
    asObject(ingress.spec?.defaultBackend),
    ...paths.map(path => asObject(path.backend)),
  ];
  const names = backends.flatMap(
    backend =>
      asText(asObject(backend.service).name) ??
      asText(backend.serviceName) ??
      [],
  );
  return [...new Set(names)];
}

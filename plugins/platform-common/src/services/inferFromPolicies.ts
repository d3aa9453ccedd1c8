/**
 * What NetworkPolicies let services do. A policy that names exactly whom it lets through was written for
 * somebody's sake; but letting through is not using, so by itself it is never more than `possible`.
 */
import {
  asObject,
  asObjects,
  InventoryObject,
  isEmptySelector,
  JsonObject,
  KubernetesIndex,
  matchesSelector,
  podTemplateOf,
  readSelector,
} from '../kubernetes';
import { Clue } from './inferDependencies';
import { nameObject } from './readSettings';
import { ServiceGroup } from './types';

/** A peer that matches more services than this is a zone and not a neighbour. */
const NEIGHBOURS = 3;

type Labelled = { group: ServiceGroup; labels: Record<string, string> };

function labelsOf(entry: InventoryObject, pods: readonly InventoryObject[]) {
  const { labels } = podTemplateOf(entry.object);
  return Object.keys(labels).length > 0
    ? labels
    : pods[0]?.object.metadata.labels ?? {};
}

/** The groups of each namespace with the labels of their pods, by cluster and namespace. */
function placeGroups(groups: readonly ServiceGroup[]): Map<string, Labelled[]> {
  const places = new Map<string, Labelled[]>();
  for (const group of groups) {
    for (const { entry, pods } of group.workloads) {
      const at = `${entry.cluster} ${entry.object.metadata.namespace ?? ''}`;
      const list = places.get(at) ?? [];
      list.push({ group, labels: labelsOf(entry, pods) });
      places.set(at, list);
    }
  }
  return places;
}

function matching(found: readonly Labelled[], selector: JsonObject) {
  const wanted = readSelector(selector);
  return new Set(
    found
      .filter(({ labels }) => matchesSelector(wanted, labels))
      .map(({ group }) => group),
  );
}

/** Names of the namespaces that a peer means; its own when it names none. */
function spacesOf(
  index: KubernetesIndex,
  policy: InventoryObject,
  peer: JsonObject,
): string[] {
  if (peer.namespaceSelector === undefined)
    return [policy.object.metadata.namespace ?? ''];
  const selector = readSelector(peer.namespaceSelector);
  return index
    .byKind('Namespace')
    .filter(
      ({ cluster, object }) =>
        cluster === policy.cluster &&
        matchesSelector(selector, {
          'kubernetes.io/metadata.name': object.metadata.name,
          ...object.metadata.labels,
        }),
    )
    .map(({ object }) => object.metadata.name);
}

/** The services that the peers of a rule name one by one. */
function namedBy(
  index: KubernetesIndex,
  policy: InventoryObject,
  peers: readonly JsonObject[],
  places: ReadonlyMap<string, Labelled[]>,
): ServiceGroup[] {
  const groups = peers.flatMap(peer => {
    const pods = asObject(peer.podSelector);
    if (isEmptySelector(readSelector(pods))) return [];
    const found = spacesOf(index, policy, peer).flatMap(
      space => places.get(`${policy.cluster} ${space}`) ?? [],
    );
    const matched = matching(found, pods);
    return matched.size > NEIGHBOURS ? [] : [...matched];
  });
  return [...new Set(groups)];
}

function clue(
  policy: InventoryObject,
  way: 'egress' | 'ingress',
  edge: { from: ServiceGroup; to: ServiceGroup; at: number },
): Clue {
  const { name } = policy.object.metadata;
  return {
    to: edge.to.id,
    confidence: 'possible',
    evidence: {
      what: `NetworkPolicy ${name} lets ${edge.from.id} reach ${edge.to.id}`,
      object: nameObject(policy.object),
      path: `spec.${way}[${edge.at}]`,
      source: 'inferred',
    },
  };
}

/** What NetworkPolicies let each service reach, by the id of the service that may. */
export function inferFromPolicies(
  groups: readonly ServiceGroup[],
  index: KubernetesIndex,
): Map<string, Clue[]> {
  const policies = index.byKind('NetworkPolicy');
  const places = policies.length > 0 ? placeGroups(groups) : new Map();
  const found = new Map<string, Clue[]>();
  for (const policy of policies) {
    const { spec, metadata } = policy.object;
    const at = `${policy.cluster} ${metadata.namespace ?? ''}`;
    const own = matching(places.get(at) ?? [], asObject(spec?.podSelector));
    if (own.size > NEIGHBOURS) continue;
    for (const way of ['egress', 'ingress'] as const) {
      for (const [number, rule] of asObjects(spec?.[way]).entries()) {
        const peers = asObjects(way === 'egress' ? rule.to : rule.from);
        const others = namedBy(index, policy, peers, places);
        for (const one of own) {
          for (const other of others) {
            if (one === other) continue;
            const edge =
              way === 'egress'
                ? { from: one, to: other, at: number }
                : { from: other, to: one, at: number };
            const list = found.get(edge.from.id) ?? [];
            list.push(clue(policy, way, edge));
            found.set(edge.from.id, list);
          }
        }
      }
    }
  }
  return found;
}

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

interface Labelled {
  group: ServiceGroup;
  space: string;
  labels: Record<string, string>;
}

function labelsOf(entry: InventoryObject, pods: readonly InventoryObject[]) {
  const { labels } = podTemplateOf(entry.object);
  return Object.keys(labels).length > 0
    ? labels
    : pods[0]?.object.metadata.labels ?? {};
}

function addTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** The groups with the labels of their pods, by namespace and by label, so that no policy looks at all of them. */
class Neighbours {
  readonly #index: KubernetesIndex;
  readonly #bySpace = new Map<string, Labelled[]>();
  readonly #byLabel = new Map<string, Labelled[]>();
  /** Names of the namespaces of a cluster that a selector selects, by both. */
  readonly #spaces = new Map<string, ReadonlySet<string>>();

  constructor(groups: readonly ServiceGroup[], index: KubernetesIndex) {
    this.#index = index;
    for (const group of groups) {
      for (const { entry, pods } of group.workloads) {
        const { cluster, object } = entry;
        const space = object.metadata.namespace ?? '';
        const item = { group, space, labels: labelsOf(entry, pods) };
        addTo(this.#bySpace, `${cluster} ${space}`, item);
        for (const [key, value] of Object.entries(item.labels))
          addTo(this.#byLabel, `${cluster} ${key}=${value}`, item);
      }
    }
  }

  /** The groups of these namespaces that a selector of pods selects. */
  select(
    cluster: string,
    spaces: ReadonlySet<string>,
    selector: JsonObject,
  ): Set<ServiceGroup> {
    const wanted = readSelector(selector);
    const [label] = Object.entries(wanted.matchLabels ?? {});
    const likely = label
      ? this.#byLabel.get(`${cluster} ${label.join('=')}`) ?? []
      : [...spaces].flatMap(
          space => this.#bySpace.get(`${cluster} ${space}`) ?? [],
        );
    return new Set(
      likely
        .filter(
          ({ space, labels }) =>
            spaces.has(space) && matchesSelector(wanted, labels),
        )
        .map(({ group }) => group),
    );
  }

  /** Names of the namespaces of a cluster that a selector selects. */
  spacesOf(cluster: string, declared: JsonObject): ReadonlySet<string> {
    const key = `${cluster} ${JSON.stringify(declared)}`;
    const known = this.#spaces.get(key);
    if (known) return known;
    const selector = readSelector(declared);
    const spaces = new Set(
      this.#index
        .byKind('Namespace')
        .filter(
          entry =>
            entry.cluster === cluster &&
            matchesSelector(selector, {
              'kubernetes.io/metadata.name': entry.object.metadata.name,
              ...entry.object.metadata.labels,
            }),
        )
        .map(({ object }) => object.metadata.name),
    );
    this.#spaces.set(key, spaces);
    return spaces;
  }
}

/** The services that the peers of a rule name one by one. */
function namedBy(
  policy: InventoryObject,
  peers: readonly JsonObject[],
  neighbours: Neighbours,
): ServiceGroup[] {
  const { cluster, object } = policy;
  const groups = peers.flatMap(peer => {
    const pods = asObject(peer.podSelector);
    if (isEmptySelector(readSelector(pods))) return [];
    // A peer that names no namespaces means its own.
    const spaces =
      peer.namespaceSelector === undefined
        ? new Set([object.metadata.namespace ?? ''])
        : neighbours.spacesOf(cluster, asObject(peer.namespaceSelector));
    const matched = neighbours.select(cluster, spaces, pods);
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

/** Every way that a policy opens: from which service to which. */
function edgesOf(policy: InventoryObject, neighbours: Neighbours) {
  const { spec, metadata } = policy.object;
  const own = neighbours.select(
    policy.cluster,
    new Set([metadata.namespace ?? '']),
    asObject(spec?.podSelector),
  );
  if (own.size > NEIGHBOURS) return [];
  return (['egress', 'ingress'] as const).flatMap(way =>
    asObjects(spec?.[way]).flatMap((rule, at) => {
      const peers = asObjects(way === 'egress' ? rule.to : rule.from);
      const others = namedBy(policy, peers, neighbours);
      return [...own].flatMap(one =>
        others
          .filter(other => other !== one)
          .map(other => ({
            way,
            at,
            from: way === 'egress' ? one : other,
            to: way === 'egress' ? other : one,
          })),
      );
    }),
  );
}

/** What NetworkPolicies let each service reach, by the id of the service that may. */
export function inferFromPolicies(
  groups: readonly ServiceGroup[],
  index: KubernetesIndex,
): Map<string, Clue[]> {
  const found = new Map<string, Clue[]>();
  const policies = index.byKind('NetworkPolicy');
  if (policies.length === 0) return found;
  const neighbours = new Neighbours(groups, index);
  for (const policy of policies) {
    for (const { way, ...edge } of edgesOf(policy, neighbours))
      addTo(found, edge.from.id, clue(policy, way, edge));
  }
  return found;
}

/**
 * Backstage's Kubernetes tab asks the cluster for every kind with one label selector in one namespace. A
 * service of many workloads therefore needs one label that its workloads *and* their pods carry, and that
 * nothing else in the namespace carries with the same value: `app in (trino-coordinator,trino-worker)`.
 */
import {
  InventoryObject,
  KubernetesIndex,
  podTemplateOf,
  ServiceGroup,
} from '@254carbon/backstage-plugin-platform-common';

/** Labels that people and charts use as a name, the best first; others come after these. */
const NAMING = [
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app.kubernetes.io/part-of',
  'component',
];

/** Labels that say nothing about whose a pod is, or change with every rollout. */
const VOLATILE =
  /^(?:pod-template-hash|controller-revision-hash|controller-uid|job-name|batch\.kubernetes\.io\/.*|statefulset\.kubernetes\.io\/.*|apps\.kubernetes\.io\/.*|helm\.sh\/chart|version|app\.kubernetes\.io\/(?:version|managed-by)|heritage|release|tier|environment)$/;

/** A selector with more values than this is no selector any more. */
const MOST_VALUES = 20;

interface Candidate {
  key: string;
  /** Each once; one more than {@link MOST_VALUES} stands for all that would come after. */
  values: string[];
  covered: number;
  strangers: number;
}

/** The labels that workloads share with their pods. */
function collectCandidates({ workloads, namespace }: ServiceGroup) {
  const candidates: Candidate[] = [];
  for (const { entry } of workloads) {
    const { object } = entry;
    if (object.metadata.namespace !== namespace) continue;
    const own = object.metadata.labels ?? {};
    const { labels } = podTemplateOf(object);
    for (const key in own) {
      if (labels[key] !== own[key] || VOLATILE.test(key)) continue;
      const value = own[key];
      const known = candidates.find(one => one.key === key);
      if (!known)
        candidates.push({ key, values: [value], covered: 1, strangers: 0 });
      else {
        known.covered += 1;
        const isFull = known.values.length > MOST_VALUES;
        if (!isFull && !known.values.includes(value)) known.values.push(value);
      }
    }
  }
  return candidates;
}

/** The pods of a group in its namespace, each once. */
function podsOf({ workloads, namespace }: ServiceGroup) {
  const pods = new Set<InventoryObject>();
  for (const workload of workloads)
    for (const pod of workload.pods)
      if (pod.object.metadata.namespace === namespace) pods.add(pod);
  return pods;
}

function rank(key: string): number {
  const at = NAMING.indexOf(key);
  return at < 0 ? NAMING.length : at;
}

function byFitness(one: Candidate, other: Candidate): number {
  return (
    one.strangers - other.strangers ||
    other.covered - one.covered ||
    rank(one.key) - rank(other.key) ||
    one.values.length - other.values.length ||
    one.key.localeCompare(other.key, 'en')
  );
}

/** How many pods carry `key=value`. */
type LabelCounts = ReadonlyMap<string, number>;

/** Counts of indexes in use, by place: an index never changes. */
const counted = new WeakMap<KubernetesIndex, Map<string, LabelCounts>>();

function countLabels(
  index: KubernetesIndex,
  at: { cluster: string; namespace: string },
): LabelCounts {
  const places = counted.get(index) ?? new Map<string, LabelCounts>();
  counted.set(index, places);
  const place = `${at.cluster} ${at.namespace}`;
  const known = places.get(place);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { object } of index.byKind('Pod', at)) {
    for (const [key, value] of Object.entries(object.metadata.labels ?? {})) {
      const label = `${key}=${value}`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  places.set(place, counts);
  return counts;
}

/** Pods of others that the candidate would find too. */
function countStrangers(
  { key, values }: Candidate,
  own: Iterable<InventoryObject>,
  counts: LabelCounts,
): number {
  let strangers = 0;
  for (const value of values) strangers += counts.get(`${key}=${value}`) ?? 0;
  for (const { object } of own) {
    const value = object.metadata.labels?.[key];
    if (value !== undefined && values.includes(value)) strangers -= 1;
  }
  return strangers;
}

/**
 * The selector that finds the workloads and pods of a service, and no others in its namespace; of several
 * the one that finds the most. `undefined` when there is none: then the tab would show nothing or lies.
 */
export function chooseSelector(
  group: ServiceGroup,
  index: KubernetesIndex,
): string | undefined {
  const { cluster, namespace } = group;
  const pods = podsOf(group);
  const counts = countLabels(index, { cluster, namespace });
  let best: Candidate | undefined;
  for (const candidate of collectCandidates(group)) {
    if (candidate.values.length > MOST_VALUES) continue;
    candidate.strangers = countStrangers(candidate, pods, counts);
    if (!best || byFitness(candidate, best) < 0) best = candidate;
  }
  if (!best || best.strangers > 0) return undefined;
  const values = [...best.values].sort();
  return values.length === 1
    ? `${best.key}=${values[0]}`
    : `${best.key} in (${values.join(',')})`;
}

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

function isVolatile(key: string): boolean {
  // None of the labels that most workloads have is.
  return !NAMING.includes(key) && VOLATILE.test(key);
}

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
  for (let at = 0; at < workloads.length; at += 1) {
    const { object } = workloads[at].entry;
    const { namespace: space, labels: own } = object.metadata;
    if (space !== namespace || !own) continue;
    const { labels } = podTemplateOf(object);
    for (const key in own) {
      if (labels[key] !== own[key] || isVolatile(key)) continue;
      const value = own[key];
      const known =
        at === 0 ? undefined : candidates.find(one => one.key === key);
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

function rank(key: string): number {
  const at = NAMING.indexOf(key);
  return at < 0 ? NAMING.length : at;
}

/** What is used as a name comes first. */
function byName(one: string, other: string): number {
  return rank(one) - rank(other) || one.localeCompare(other, 'en');
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

/** The best label of the only workload of a group, as a selector, where no pod is in sight. */
function chooseLabel(
  { object }: InventoryObject,
  namespace: string,
): string | undefined {
  const { namespace: space, labels: own } = object.metadata;
  if (space !== namespace || !own) return undefined;
  const { labels } = podTemplateOf(object);
  let best: string | undefined;
  for (const key in own) {
    if (labels[key] !== own[key] || isVolatile(key)) continue;
    if (best === undefined || byName(key, best) < 0) best = key;
  }
  return best && `${best}=${own[best]}`;
}

/** How many pods carry `key=value`. */
type LabelCounts = ReadonlyMap<string, number>;

/** Counts of lists of pods in use: an index gives the same list for the same place, and it never changes. */
const counted = new WeakMap<readonly InventoryObject[], LabelCounts>();

function countLabels(pods: readonly InventoryObject[]): LabelCounts {
  const known = counted.get(pods);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { object } of pods) {
    for (const [key, value] of Object.entries(object.metadata.labels ?? {})) {
      const label = `${key}=${value}`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  counted.set(pods, counts);
  return counts;
}

/** The pods of a group in its namespace, each once. */
function podsOf({ workloads, namespace }: ServiceGroup) {
  const pods = new Set<InventoryObject>();
  for (const workload of workloads)
    for (const pod of workload.pods)
      if (pod.object.metadata.namespace === namespace) pods.add(pod);
  return pods;
}

/** Counts the pods of others that each candidate would find too. */
function countStrangers(
  candidates: readonly Candidate[],
  group: ServiceGroup,
  near: readonly InventoryObject[],
): void {
  const counts = countLabels(near);
  const own = podsOf(group);
  for (const candidate of candidates) {
    const { key, values } = candidate;
    for (const value of values)
      candidate.strangers += counts.get(`${key}=${value}`) ?? 0;
    for (const { object } of own) {
      const value = object.metadata.labels?.[key];
      if (value !== undefined && values.includes(value))
        candidate.strangers -= 1;
    }
  }
}

/**
 * The selector that finds the workloads and pods of a service, and no others in its namespace; of several
 * the one that finds the most. `undefined` when there is none: then the tab would show nothing or lies.
 */
export function chooseSelector(
  group: ServiceGroup,
  index: KubernetesIndex,
): string | undefined {
  const { workloads, namespace } = group;
  const pods = index.byKind('Pod', group);
  if (workloads.length === 1 && pods.length === 0)
    return chooseLabel(workloads[0].entry, namespace);
  const candidates = collectCandidates(group);
  countStrangers(candidates, group, pods);
  let best: Candidate | undefined;
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    if (candidate.values.length > MOST_VALUES) continue;
    if (!best || byFitness(candidate, best) < 0) best = candidate;
  }
  if (!best || best.strangers > 0) return undefined;
  const { key, values } = best;
  return values.length === 1
    ? `${key}=${values[0]}`
    : `${key} in (${[...values].sort().join(',')})`;
}

/**
 * Finding an object by what people remember of it: a name, a part of it, a kind, a namespace, in any
 * order. Looks through everything observed and everything declared in one pass, because an index of all
 * parts of all names would be larger than the names.
 */
import { FoundObject, Presence } from '../contracts/platformObjects';
import { InventoryObject, KubernetesObject } from '../kubernetes';

/** What is searched. */
export interface SearchInput {
  observed: readonly InventoryObject[];
  /** What manifests declare; the cluster is absent for a tree that is for any. */
  declared: readonly { object: KubernetesObject; cluster?: string }[];
  /** The service that an object belongs to. */
  serviceOf: (entry: InventoryObject) => string | undefined;
  /** `<kind>/<namespace>/<name>`, or words in any order. */
  text: string;
  cluster?: string;
  /** Most objects that are given. */
  limit: number;
}

/** Kinds that people mean first, and kinds that they mean last. */
const FIRST = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob']);
const LAST = new Set([
  'Pod',
  'ReplicaSet',
  'Event',
  'EndpointSlice',
  'Endpoints',
  'ControllerRevision',
  'Lease',
]);

interface Candidate {
  object: KubernetesObject;
  cluster: string;
  observed?: InventoryObject;
  declared: boolean;
  rank: number;
}

/** The words of a question, lower case. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s/,]+/)
    .filter(word => word !== '');
}

function rankOfKind(kind: string): number {
  if (FIRST.has(kind)) return 0;
  return LAST.has(kind) ? 2 : 1;
}

/** How well an object fits, the smaller the better; `undefined` when a word fits nothing of it. */
function rank(
  { kind, metadata }: KubernetesObject,
  words: readonly string[],
): number | undefined {
  const name = metadata.name.toLowerCase();
  const rest = `${kind} ${metadata.namespace ?? ''}`.toLowerCase();
  // Kubernetes events are named after what they are about; who wants them says so.
  if (kind === 'Event' && !words.some(word => word.startsWith('event'))) {
    return undefined;
  }
  let worst = 0;
  for (const word of words) {
    if (name === word) continue;
    if (rest.split(' ').includes(word)) continue;
    if (name.startsWith(word)) worst = Math.max(worst, 1);
    else if (name.includes(word)) worst = Math.max(worst, 2);
    else if (rest.includes(word)) worst = Math.max(worst, 3);
    else return undefined;
  }
  return worst * 3 + rankOfKind(kind);
}

function identityOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

function collect(input: SearchInput): Candidate[] {
  const words = wordsOf(input.text);
  const found = new Map<string, Candidate[]>();
  for (const entry of input.observed) {
    if (input.cluster && entry.cluster !== input.cluster) continue;
    const fit = rank(entry.object, words);
    if (fit === undefined) continue;
    const { object, cluster } = entry;
    const identity = identityOf(object);
    const same = found.get(identity) ?? [];
    same.push({ object, cluster, observed: entry, declared: false, rank: fit });
    found.set(identity, same);
  }
  for (const { object, cluster } of input.declared) {
    if (input.cluster && cluster && cluster !== input.cluster) continue;
    const fit = rank(object, words);
    if (fit === undefined) continue;
    const identity = identityOf(object);
    const same = found.get(identity) ?? [];
    const meant = same.filter(
      item => cluster === undefined || item.cluster === cluster,
    );
    for (const item of meant) item.declared = true;
    if (meant.length === 0) {
      same.push({ object, cluster: cluster ?? '', declared: true, rank: fit });
      found.set(identity, same);
    }
  }
  return [...found.values()].flat();
}

function presenceOf({ observed, declared }: Candidate): Presence {
  if (observed) return declared ? 'both' : 'observed';
  return 'declared';
}

function show(
  candidate: Candidate,
  serviceOf: SearchInput['serviceOf'],
): FoundObject {
  const { object, cluster, observed } = candidate;
  const { namespace, name } = object.metadata;
  const serviceId = observed && serviceOf(observed);
  return {
    cluster,
    kind: object.kind,
    apiVersion: object.apiVersion,
    ...(namespace ? { namespace } : {}),
    name,
    presence: presenceOf(candidate),
    ...(serviceId ? { serviceId } : {}),
    ...(observed?.staleSince ? { staleSince: observed.staleSince } : {}),
  };
}

function byRank(a: Candidate, b: Candidate): number {
  return (
    a.rank - b.rank ||
    a.object.metadata.name.length - b.object.metadata.name.length ||
    identityOf(a.object).localeCompare(identityOf(b.object)) ||
    a.cluster.localeCompare(b.cluster)
  );
}

/** The objects that fit every word, best first, at most `limit`, and how many there are in all. */
export function searchObjects(input: SearchInput): {
  objects: FoundObject[];
  total: number;
} {
  const found = collect(input).sort(byRank);
  return {
    objects: found
      .slice(0, input.limit)
      .map(candidate => show(candidate, input.serviceOf)),
    total: found.length,
  };
}

/** How well the kinds of a cluster can be read, and what that makes of a fact. */
import {
  ClusterState,
  failed,
  KindState,
  Observation,
  Source,
} from '../../model';
import type { FactContext } from './context';
import { once } from './once';

/** The cluster that is read; all that is looked at of a {@link FactContext} here. */
export type ClusterReading = Pick<FactContext, 'cluster' | 'now'> & {
  service: Pick<FactContext['service'], 'cluster'>;
};

/** Custom resources that a portal may well not list although the cluster serves them: their absence says nothing. */
const SELDOM_LISTED: ReadonlySet<string> = new Set([
  'kyverno.io/policyexceptions',
  'keda.sh/scaledobjects',
]);

/** `apps/v1/deployments` without its version: `apps/deployments`; `v1/pods`: `pods`. */
function withoutVersion(resource: string): string {
  const parts = resource.split('/');
  return parts.length === 3 ? `${parts[0]}/${parts[2]}` : parts.at(-1) ?? '';
}

const resourceNames = new Map<string, string>();

/** Resource of a kind, without its version, as {@link observeFact} takes it: `apps/deployments`. */
export function resourceOf(apiVersion: string, kind: string): string {
  const key = `${apiVersion} ${kind}`;
  let name = resourceNames.get(key);
  if (name === undefined) {
    name = nameResource(apiVersion, kind);
    if (resourceNames.size < 1_000) resourceNames.set(key, name);
  }
  return name;
}

function nameResource(apiVersion: string, kind: string): string {
  const plural = kind
    .toLowerCase()
    .replace(/([^aeiou])y$/, '$1ie')
    .replace(/(s|x|ch)$/, '$1e');
  const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : '';
  return `${group}${plural}s`;
}

/** How well a kind is read; not how many there are, which changes all the time. */
export type KnownKind = Pick<
  KindState,
  'resource' | 'ok' | 'observedAt' | 'reason' | 'since'
>;

function kindTable(cluster: ClusterState): Map<string, KnownKind> {
  return once(cluster, 'kinds', () => {
    const table = new Map<string, KnownKind>();
    for (const kind of cluster.kinds) {
      const { resource, ok, observedAt, reason, since } = kind;
      const name = withoutVersion(resource);
      if (!table.has(name))
        table.set(name, { resource, ok, observedAt, reason, since });
    }
    return table;
  });
}

/** State of one kind in the service's cluster; absent when the reader does not know the kind. */
export function kindState(
  { cluster }: Pick<FactContext, 'cluster'>,
  resource: string,
): KnownKind | undefined {
  return (
    cluster &&
    once(cluster, `kind ${resource}`, () => kindTable(cluster).get(resource))
  );
}

/** Groups of Kubernetes itself: every cluster serves them, so one that is missing has not been read. */
function isBuiltIn(resource: string): boolean {
  const group = resource.includes('/') ? resource.split('/')[0] ?? '' : '';
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/**
 * Whether the kind of a custom resource is known not to be served: the reader leaves out kinds that a cluster
 * does not serve, and says `connecting` as long as it does not know. No objects are then a fact.
 */
function isNotServed(context: ClusterReading, resource: string): boolean {
  const phase = context.cluster?.phase;
  return (
    !isBuiltIn(resource) &&
    !SELDOM_LISTED.has(resource) &&
    (phase === 'reading' || phase === 'partly-failing') &&
    !kindState(context, resource)
  );
}

function oldest(
  states: readonly (KnownKind | undefined)[],
): number | undefined {
  const times = states.flatMap(state => {
    const time = Date.parse(state?.observedAt ?? '');
    return Number.isNaN(time) ? [] : [time];
  });
  return times.length ? Math.min(...times) : undefined;
}

/** How a set of resources of a cluster can be read; the same for every service of it. */
interface Reading {
  source: Source;
  /** Why nothing is known. */
  missing?: string;
  /** Time of the oldest of its parts. */
  observedAt?: string;
  broken?: KnownKind;
}

function readKinds(
  context: ClusterReading,
  resources: readonly string[],
): Reading {
  const name = context.service.cluster;
  const all = [...new Set(resources)].sort();
  const source: Source = { kind: 'cluster', name, detail: all.join(', ') };
  const wanted = all.filter(resource => !isNotServed(context, resource));
  const states = wanted.map(resource => kindState(context, resource));
  const missing = wanted.find((_, i) => !states[i]?.observedAt);
  if (missing) {
    const reason =
      kindState(context, missing)?.reason ??
      'the reader has not listed them yet, or does not know them';
    return {
      source,
      missing: `${missing} of cluster ${name} cannot be read: ${reason}`,
    };
  }
  const at = oldest(states);
  const broken = states.find(state => state && !state.ok);
  return {
    source,
    ...(at === undefined ? {} : { observedAt: new Date(at).toISOString() }),
    ...(broken ? { broken } : {}),
  };
}

function readingOf(
  context: ClusterReading,
  cluster: ClusterState,
  resources: readonly string[],
): Reading {
  return once(cluster, `reading ${resources.join()}`, () =>
    readKinds(context, resources),
  );
}

/**
 * Makes a fact of objects of the given resources (`apps/deployments`, `pods`): observed when every one
 * of them can be read, stale when one cannot but could before, failed when one never could.
 * The fact is as old as the oldest of its parts.
 */
export function observeFact<T>(
  context: ClusterReading,
  resources: readonly string[],
  build: () => T,
): Observation<T> {
  const { cluster, now } = context;
  const name = context.service.cluster;
  if (!cluster) {
    const reason = `Cluster ${name} is not among the clusters that are read; add it to the kubernetes section of the configuration.`;
    const source: Source = { kind: 'cluster', name };
    return failed({ reason, now, source });
  }
  const reading = readingOf(context, cluster, resources);
  const { source, missing, broken } = reading;
  if (missing !== undefined) return failed({ reason: missing, now, source });
  const value = build();
  const observedAt = reading.observedAt ?? new Date(now).toISOString();
  if (!broken) return { ok: true, value, observedAt, source };
  return {
    ok: false,
    reason: `${broken.resource} of cluster ${name} cannot be read at present: ${
      broken.reason ?? 'the reason is not known'
    }`,
    since: broken.since ?? new Date(now).toISOString(),
    source,
    lastGood: { value, observedAt },
  };
}

import {
  ClusterState,
  failed,
  KindState,
  Observation,
  observed,
  Service,
  Source,
  Workload,
} from '../../model';
import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  podTemplateOf,
} from '../../kubernetes';

/** What a fact is made from: one service, and everything that is known of the world. */
export interface FactContext {
  service: Service;
  index: KubernetesIndex;
  /** State of the service's cluster; absent when no such cluster is read. */
  cluster: ClusterState | undefined;
  now: number;
}

/** A workload of the service with its object, when that is known. */
export interface KnownWorkload {
  declared: Workload;
  entry: InventoryObject | undefined;
}

/** `apps/v1/deployments` without its version: `apps/deployments`; `v1/pods`: `pods`. */
function withoutVersion(resource: string): string {
  const parts = resource.split('/');
  return parts.length === 3 ? `${parts[0]}/${parts[2]}` : parts.at(-1) ?? '';
}

/** Resource of a kind, without its version, as {@link observeFact} takes it: `apps/deployments`. */
export function resourceOf(apiVersion: string, kind: string): string {
  const plural = kind.toLowerCase().replace(/y$/, 'ie').replace(/s$/, 'se');
  const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : '';
  return `${group}${plural}s`;
}

/** State of one kind in the service's cluster; absent when the reader does not know the kind. */
export function kindState(
  context: FactContext,
  resource: string,
): KindState | undefined {
  return context.cluster?.kinds.find(
    kind => withoutVersion(kind.resource) === resource,
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
function isNotServed(context: FactContext, resource: string): boolean {
  const phase = context.cluster?.phase;
  return (
    !isBuiltIn(resource) &&
    (phase === 'reading' || phase === 'partly-failing') &&
    !kindState(context, resource)
  );
}

function oldest(
  states: readonly (KindState | undefined)[],
): number | undefined {
  const times = states.flatMap(state => {
    const time = Date.parse(state?.observedAt ?? '');
    return Number.isNaN(time) ? [] : [time];
  });
  return times.length ? Math.min(...times) : undefined;
}

/**
 * Makes a fact of objects of the given resources (`apps/deployments`, `pods`): observed when every one
 * of them can be read, stale when one cannot but could before, failed when one never could.
 * The fact is as old as the oldest of its parts.
 */
export function observeFact<T>(
  context: FactContext,
  resources: readonly string[],
  build: () => T,
): Observation<T> {
  const name = context.service.cluster;
  const all = [...new Set(resources)].sort();
  const source: Source = { kind: 'cluster', name, detail: all.join(', ') };
  if (!context.cluster) {
    const reason = `Cluster ${name} is not among the clusters that are read; add it to the kubernetes section of the configuration.`;
    return failed({ reason, now: context.now, source });
  }
  const wanted = all.filter(resource => !isNotServed(context, resource));
  const states = wanted.map(resource => kindState(context, resource));
  const missing = wanted.find((_, i) => !states[i]?.observedAt);
  if (missing) {
    const state = kindState(context, missing);
    const reason = `${missing} of cluster ${name} cannot be read: ${
      state?.reason ??
      'the reader has not listed them yet, or does not know them'
    }`;
    return failed({ reason, now: context.now, source });
  }
  const at = oldest(states) ?? context.now;
  const value = build();
  const broken = states.find(state => state && !state.ok);
  if (!broken) return observed({ value, now: at, source });
  return {
    ok: false,
    reason: `${broken.resource} of cluster ${name} cannot be read at present: ${
      broken.reason ?? 'the reason is not known'
    }`,
    since: broken.since ?? new Date(context.now).toISOString(),
    source,
    lastGood: { value, observedAt: new Date(at).toISOString() },
  };
}

/** The service's workloads with their objects. */
export function workloadsOf(context: FactContext): KnownWorkload[] {
  return context.service.workloads.map(declared => ({
    declared,
    entry: context.index.get({
      cluster: declared.cluster,
      kind: declared.kind,
      apiVersion: declared.apiVersion,
      namespace: declared.namespace,
      name: declared.name,
    }),
  }));
}

/** Resources that the service's workloads are of. */
export function workloadResources(context: FactContext): string[] {
  return context.service.workloads.map(({ apiVersion, kind }) =>
    resourceOf(apiVersion, kind),
  );
}

/** The pods that a workload runs. */
export function podsOf(
  context: FactContext,
  { declared, entry }: KnownWorkload,
): InventoryObject[] {
  const found = new Set(entry ? context.index.podsOf(entry) : []);
  for (const { name } of declared.pods) {
    const { cluster, namespace } = declared;
    const pod = context.index.get({ cluster, kind: 'Pod', namespace, name });
    if (pod) found.add(pod);
  }
  return [...found];
}

/** `Deployment data-platform/trino-worker`. */
export function nameOf(object: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  const { kind, namespace, name } = object;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** {@link nameOf} for a Kubernetes object. */
export function nameOfObject(object: KubernetesObject): string {
  return nameOf({ kind: object.kind, ...object.metadata });
}

/**
 * Labels of the pods of a workload: of its template or, for a custom resource, of a pod that its operator
 * made; `undefined` when neither is known.
 */
export function podLabelsOf(
  context: FactContext,
  workload: KnownWorkload,
): Record<string, string> | undefined {
  const { entry } = workload;
  const labels = entry ? podTemplateOf(entry.object).labels : {};
  if (Object.keys(labels).length > 0) return labels;
  return podsOf(context, workload)[0]?.object.metadata.labels;
}

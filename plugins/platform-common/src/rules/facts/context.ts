import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  podTemplateOf,
} from '../../kubernetes';
import { ClusterState, Service, Workload } from '../../model';
import type { FactTable } from './definitions';
import { Knowledge } from './knowledge';
import { resourceOf } from './readKinds';
import { once } from './once';
import type { FactName } from './types';

/** What facts ask about objects; see `KubernetesIndex`, which answers it. */
export type ObjectLookup = Pick<
  KubernetesIndex,
  | 'objects'
  | 'get'
  | 'has'
  | 'byKind'
  | 'ownedBy'
  | 'ownersOf'
  | 'podsOf'
  | 'podsOfService'
  | 'workloadsOfService'
  | 'servicesOf'
  | 'autoscalersOf'
  | 'ingressesOfService'
  | 'ingressesOf'
  | 'claimsOf'
>;

/** What a fact is made from: one service, and everything that is known of the world. */
export interface FactContext extends Knowledge {
  service: Service;
  index: ObjectLookup;
  /** State of the service's cluster; absent when no such cluster is read. */
  cluster: ClusterState | undefined;
  /** Milliseconds since the epoch, to date what nobody dated. What a rule makes of the time, it asks its clock. */
  now: number;
  /** How facts are told, when it is not a cluster that tells them. */
  facts?: FactTable<FactName>;
}

/** A workload of the service with its object, when that is known. */
export interface KnownWorkload {
  declared: Workload;
  entry: InventoryObject | undefined;
}

/** The service's workloads with their objects. */
export function workloadsOf(context: FactContext): KnownWorkload[] {
  return once(context, 'workloads', () => findWorkloads(context));
}

function findWorkloads(context: FactContext): KnownWorkload[] {
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
export function workloadResources(context: FactContext): readonly string[] {
  return once(context, 'workload resources', () =>
    context.service.workloads.map(({ apiVersion, kind }) =>
      resourceOf(apiVersion, kind),
    ),
  );
}

/** The pods that a workload runs. */
export function podsOf(
  context: FactContext,
  workload: KnownWorkload,
): readonly InventoryObject[] {
  const { cluster, apiVersion } = workload.declared;
  const key = `pods ${cluster} ${apiVersion} ${nameOf(workload.declared)}`;
  return once(context, key, () => findPods(context, workload));
}

function findPods(
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

/** Whether the service is a scheduler of workflows whose API the portal can ask. */
export function isScheduler(context: FactContext): boolean {
  return context.service.profileId === 'dolphinscheduler';
}

import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  podTemplateOf,
} from '../../kubernetes';
import { ClusterState, Service, Workload } from '../../model';
import { Knowledge } from './knowledge';
import { resourceOf } from './readKinds';

/** What a fact is made from: one service, and everything that is known of the world. */
export interface FactContext extends Knowledge {
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

const workloads = new WeakMap<FactContext, KnownWorkload[]>();

/** The service's workloads with their objects. */
export function workloadsOf(context: FactContext): KnownWorkload[] {
  let known = workloads.get(context);
  if (!known) {
    known = findWorkloads(context);
    workloads.set(context, known);
  }
  return known;
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
export function workloadResources(context: FactContext): string[] {
  return context.service.workloads.map(({ apiVersion, kind }) =>
    resourceOf(apiVersion, kind),
  );
}

export const pods = new WeakMap<KnownWorkload, InventoryObject[]>();

/** The pods that a workload runs. */
export function podsOf(
  context: FactContext,
  workload: KnownWorkload,
): readonly InventoryObject[] {
  let known = pods.get(workload);
  if (!known) {
    known = findPods(context, workload);
    pods.set(workload, known);
  }
  return known;
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

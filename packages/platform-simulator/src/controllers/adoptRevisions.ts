/**
 * Adoption: the controllers find a running platform and must not touch it. So every workload is remembered with the pod template that
 * it had when it was found; its pods count as made from that template whatever their labels say, and
 * only a later change of the template makes a new revision.
 */
import { createSuffix, isRecord } from '../kubernetes/identifiers';
import type { ObjectStore } from '../kubernetes/ObjectStore';
import { at, textAt } from '../kubernetes/printers/read';
import type { JsonValue, KubernetesObject } from '../kubernetes/types';
import { types, type Revisions } from './context';

/** JSON with sorted keys, so that equal templates give equal text. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: JsonValue) =>
    isRecord(child)
      ? Object.fromEntries(
          Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : child,
  );
}

function templateOf(workload: KubernetesObject): string {
  const template = structuredClone(at(workload, 'spec', 'template') ?? {});
  const labels = at(template, 'metadata', 'labels');
  if (isRecord(labels)) delete labels['pod-template-hash'];
  return stableJson(template);
}

function revisionNumber(replicaSet: KubernetesObject): number {
  return Number(
    replicaSet.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0,
  );
}

/** The ReplicaSet that a Deployment uses: with replicas before without, then by revision and age. */
function newestReplicaSet(
  deployment: KubernetesObject,
  store: ObjectStore,
): string | undefined {
  const owned = store
    .ownedBy(deployment.metadata.uid ?? '')
    .filter(object => object.kind === 'ReplicaSet');
  const rank = (object: KubernetesObject): [number, number, string] => [
    revisionNumber(object),
    at(object, 'spec', 'replicas') === 0 ? 0 : 1,
    textAt(object, ['metadata', 'creationTimestamp'], ''),
  ];
  owned.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    for (const index of left.keys()) {
      if (left[index] !== right[index]) {
        return left[index] > right[index] ? -1 : 1;
      }
    }
    return 0;
  });
  return owned[0]?.metadata.name;
}

/** Remembers all workloads and pods as they are. */
export function adoptRevisions(store: ObjectStore): Revisions {
  const templates = new Map<string, string>();
  const replicaSets = new Map<string, string | undefined>();
  const pods = new Set(
    store.list(types.pod).map(pod => pod.metadata.uid ?? ''),
  );
  for (const type of [types.deployment, types.statefulSet, types.daemonSet]) {
    for (const workload of store.list(type)) {
      const uid = workload.metadata.uid ?? '';
      templates.set(uid, templateOf(workload));
      if (type === types.deployment) {
        replicaSets.set(uid, newestReplicaSet(workload, store));
      }
    }
  }
  const revision = (name: string, template: string) =>
    createSuffix(`${name}${template}`, 10);
  return {
    current: workload => revision(workload.metadata.name, templateOf(workload)),
    ofPod: (pod, workload) => {
      const uid = workload.metadata.uid ?? '';
      const template = templates.get(uid);
      if (template !== undefined && pods.has(pod.metadata.uid ?? '')) {
        return revision(workload.metadata.name, template);
      }
      return pod.metadata.labels?.['controller-revision-hash'] ?? '';
    },
    adoptedReplicaSet: deployment => {
      const uid = deployment.metadata.uid ?? '';
      return templates.get(uid) === templateOf(deployment)
        ? replicaSets.get(uid)
        : undefined;
    },
  };
}

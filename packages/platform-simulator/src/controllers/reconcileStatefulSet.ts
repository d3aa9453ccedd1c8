/** StatefulSets: pods with numbers, made in order, replaced from the highest number down, one at a time. */
import { numberAt, recordsAt, textAt } from '../kubernetes/printers/read';
import type { KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  recordAt,
  types,
  writeStatus,
  type ControllerContext,
} from './context';
import { createPod } from './createPod';

function ordinalOf(pod: KubernetesObject): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? 0);
}

function claimStorage(
  set: KubernetesObject,
  ordinal: number,
  { store }: ControllerContext,
): void {
  for (const template of recordsAt(set, 'spec', 'volumeClaimTemplates')) {
    const prefix = textAt(template, ['metadata', 'name'], 'data');
    const name = `${prefix}-${set.metadata.name}-${ordinal}`;
    const { namespace } = set.metadata;
    if (store.get(types.claim, { namespace, name })) continue;
    const spec = recordAt(template, 'spec');
    store.create(types.claim, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace },
      spec: { ...spec, volumeName: `pvc-${name}` },
      status: {
        phase: 'Bound',
        accessModes: spec.accessModes,
        capacity: recordAt(spec, 'resources', 'requests'),
      },
    });
  }
}

function fill(
  set: KubernetesObject,
  options: { desired: number; revision: string },
  context: ControllerContext,
): void {
  const { desired, revision } = options;
  const pods = new Map(
    livePods(set, context).map(pod => [ordinalOf(pod), pod]),
  );
  const inOrder =
    textAt(set, ['spec', 'podManagementPolicy'], '') !== 'Parallel';
  for (let ordinal = 0; ordinal < desired; ordinal += 1) {
    const pod = pods.get(ordinal);
    if (!pod) {
      claimStorage(set, ordinal, context);
      const name = `${set.metadata.name}-${ordinal}`;
      const labels = {
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
        'controller-revision-hash': revision,
      };
      // An ended pod of that name makes room for its successor.
      const namespace = set.metadata.namespace;
      if (context.store.get(types.pod, { namespace, name })) {
        context.store.delete(types.pod, { namespace, name });
      }
      createPod(set, { name, labels }, context);
    }
    // Whoever is further up waits until everything below serves.
    if (inOrder && !(pod && isReady(pod))) return;
  }
}

function replaceOutdated(
  set: KubernetesObject,
  revision: string,
  context: ControllerContext,
): void {
  const pods = livePods(set, context).sort(
    (a, b) => ordinalOf(b) - ordinalOf(a),
  );
  const outdated = pods.filter(
    pod => context.revisions.ofPod(pod, set) !== revision,
  );
  const [next] = outdated;
  if (!next) return;
  const othersServe = pods
    .filter(pod => !outdated.includes(pod))
    .every(isReady);
  if (othersServe) context.store.delete(types.pod, next.metadata);
}

/** Moves a StatefulSet one step towards what it asks for. */
export function reconcileStatefulSet(
  set: KubernetesObject,
  context: ControllerContext,
): void {
  const desired = numberAt(set, ['spec', 'replicas'], 1);
  const revision = context.revisions.current(set);
  const surplus = livePods(set, context)
    .filter(pod => ordinalOf(pod) >= desired)
    .sort((a, b) => ordinalOf(b) - ordinalOf(a));
  for (const pod of surplus) context.store.delete(types.pod, pod.metadata);
  const onDelete =
    textAt(set, ['spec', 'updateStrategy', 'type'], '') === 'OnDelete';
  const complete = livePods(set, context).length === desired;
  if (complete && !onDelete) replaceOutdated(set, revision, context);
  fill(set, { desired, revision }, context);
  const pods = livePods(set, context);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter(
    pod => context.revisions.ofPod(pod, set) === revision,
  ).length;
  const name = `${set.metadata.name}-${revision}`;
  writeStatus(
    set,
    {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      readyReplicas: ready || undefined,
      availableReplicas: ready,
      currentReplicas: pods.length || undefined,
      updatedReplicas: updated || undefined,
      updateRevision: name,
      ...(updated === desired && { currentRevision: name }),
    },
    context,
  );
}

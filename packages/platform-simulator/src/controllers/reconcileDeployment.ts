/**
 * Deployments: a new pod template makes a new ReplicaSet, and replicas move from the old to the new one no faster than `maxSurge`
 * and `maxUnavailable` allow, so that a rollout is seen in steps, and hangs where the new pods never get ready.
 */
import { isRecord } from '../kubernetes/identifiers';
import { at, numberAt, textAt } from '../kubernetes/printers/read';
import type { JsonObject, KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  ownerReference,
  recordAt,
  recordEvent,
  types,
  writeStatus,
  type ControllerContext,
} from './context';

const revisionAnnotation = 'deployment.kubernetes.io/revision';

function replicasOf(object: KubernetesObject): number {
  return numberAt(object, ['spec', 'replicas'], 1);
}

function revisionOf(object: KubernetesObject): number {
  return Number(object.metadata.annotations?.[revisionAnnotation] ?? 0);
}

function ownedReplicaSets(
  deployment: KubernetesObject,
  { store }: ControllerContext,
): KubernetesObject[] {
  return store
    .ownedBy(deployment.metadata.uid ?? '')
    .filter(object => object.kind === 'ReplicaSet');
}

/** `25%` of the replicas, or a plain number. */
function portion(
  value: unknown,
  replicas: number,
  round: (n: number) => number,
): number {
  if (typeof value === 'number') return value;
  const percent = Number.parseFloat(String(value ?? '25%'));
  return round((percent / 100) * replicas);
}

function scale(
  deployment: KubernetesObject,
  target: { replicaSet: KubernetesObject; replicas: number },
  context: ControllerContext,
): void {
  const { replicaSet, replicas } = target;
  const before = replicasOf(replicaSet);
  if (before === replicas) return;
  const draft = structuredClone(replicaSet);
  draft.spec = { ...recordAt(draft, 'spec'), replicas };
  context.store.update(types.replicaSet, draft);
  const direction = replicas > before ? 'up' : 'down';
  recordEvent(
    deployment,
    {
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${before} to ${replicas}`,
    },
    context,
  );
}

function withHash(labels: unknown, hash: string): JsonObject {
  return { ...recordAt(labels), 'pod-template-hash': hash };
}

function createReplicaSet(
  deployment: KubernetesObject,
  options: { hash: string; revision: number },
  context: ControllerContext,
): KubernetesObject {
  const { hash, revision } = options;
  const template = recordAt(deployment, 'spec', 'template');
  const selector = recordAt(deployment, 'spec', 'selector');
  const labels = withHash(at(template, 'metadata', 'labels'), hash);
  template.metadata = { ...recordAt(template, 'metadata'), labels };
  selector.matchLabels = withHash(selector.matchLabels, hash);
  return context.store.create(types.replicaSet, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels: Object.fromEntries(
        Object.entries(labels).map(([name, value]) => [name, String(value)]),
      ),
      annotations: { [revisionAnnotation]: String(revision) },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: { replicas: 0, selector, template },
    status: { replicas: 0 },
  });
}

/** The ReplicaSet of the template that the Deployment has now; a rollback finds its old one again. */
function currentReplicaSet(
  deployment: KubernetesObject,
  owned: KubernetesObject[],
  context: ControllerContext,
): KubernetesObject {
  const { revisions, store } = context;
  const hash = revisions.current(deployment);
  const wanted =
    revisions.adoptedReplicaSet(deployment) ??
    `${deployment.metadata.name}-${hash}`;
  const newest = Math.max(0, ...owned.map(revisionOf));
  const found = owned.find(({ metadata }) => metadata.name === wanted);
  if (!found) {
    return createReplicaSet(
      deployment,
      { hash, revision: newest + 1 },
      context,
    );
  }
  if (revisionOf(found) === newest) return found;
  const draft = structuredClone(found);
  draft.metadata.annotations = {
    ...draft.metadata.annotations,
    [revisionAnnotation]: String(newest + 1),
  };
  return store.update(types.replicaSet, draft);
}

interface Rollout {
  current: KubernetesObject;
  old: KubernetesObject[];
  context: ControllerContext;
}

function shrinkOld(
  deployment: KubernetesObject,
  removable: number,
  { old, context }: Rollout,
): void {
  let left = removable;
  for (const replicaSet of old) {
    const pods = livePods(replicaSet, context);
    // Pods that do not serve may go at once: nobody misses them.
    const idle = pods.filter(pod => !isReady(pod)).length;
    const before = replicasOf(replicaSet);
    const taken = Math.min(before, idle + Math.max(0, left));
    left -= Math.max(0, taken - idle);
    scale(deployment, { replicaSet, replicas: before - taken }, context);
  }
}

function roll(deployment: KubernetesObject, rollout: Rollout): void {
  const { current, old, context } = rollout;
  const desired = replicasOf(deployment);
  const active = old.filter(replicaSet => replicasOf(replicaSet) > 0);
  const strategy = at(deployment, 'spec', 'strategy');
  if (textAt(strategy, ['type'], '') === 'Recreate') {
    for (const replicaSet of active) {
      scale(deployment, { replicaSet, replicas: 0 }, context);
    }
    const waiting = old.some(set => livePods(set, context).length > 0);
    if (!waiting) {
      scale(deployment, { replicaSet: current, replicas: desired }, context);
    }
    return;
  }
  if (active.length === 0) {
    scale(deployment, { replicaSet: current, replicas: desired }, context);
    return;
  }
  const limits = at(strategy, 'rollingUpdate');
  const surge = portion(at(limits, 'maxSurge'), desired, Math.ceil);
  const spare = portion(at(limits, 'maxUnavailable'), desired, Math.floor);
  const oldReplicas = active.reduce((sum, set) => sum + replicasOf(set), 0);
  const room = desired + Math.max(surge, spare === 0 ? 1 : 0) - oldReplicas;
  const grown = Math.max(
    replicasOf(current),
    Math.min(desired, Math.max(0, room)),
  );
  scale(
    deployment,
    { replicaSet: current, replicas: Math.min(grown, desired) },
    context,
  );
  const ready = [current, ...active].flatMap(set =>
    livePods(set, context).filter(isReady),
  ).length;
  shrinkOld(deployment, ready - (desired - spare), {
    ...rollout,
    old: active,
  });
}

function report(deployment: KubernetesObject, rollout: Rollout): void {
  const { current, old, context } = rollout;
  const desired = replicasOf(deployment);
  const updated = livePods(current, context);
  const pods = [...updated, ...old.flatMap(set => livePods(set, context))];
  const ready = pods.filter(isReady).length;
  const spare = portion(
    at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable'),
    desired,
    Math.floor,
  );
  const enough = ready >= desired - spare;
  const done = updated.length === desired && pods.length === desired;
  const complete = done && ready === desired;
  writeStatus(
    deployment,
    {
      observedGeneration: deployment.metadata.generation,
      replicas: pods.length || undefined,
      updatedReplicas: updated.length || undefined,
      readyReplicas: ready || undefined,
      availableReplicas: ready || undefined,
      unavailableReplicas: Math.max(0, desired - ready) || undefined,
      conditions: [
        {
          type: 'Available',
          status: enough ? 'True' : 'False',
          reason: enough
            ? 'MinimumReplicasAvailable'
            : 'MinimumReplicasUnavailable',
          message: enough
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
          message: complete
            ? `ReplicaSet "${current.metadata.name}" has successfully progressed.`
            : `ReplicaSet "${current.metadata.name}" is progressing.`,
        },
      ],
    },
    context,
  );
}

/** Moves a Deployment one step towards what it asks for. */
export function reconcileDeployment(
  deployment: KubernetesObject,
  context: ControllerContext,
): void {
  const { store } = context;
  const before = ownedReplicaSets(deployment, context);
  const current = currentReplicaSet(deployment, before, context);
  const { annotations = {} } = current.metadata;
  const draft = structuredClone(deployment);
  draft.metadata.annotations = {
    ...draft.metadata.annotations,
    ...(annotations[revisionAnnotation] && {
      [revisionAnnotation]: annotations[revisionAnnotation],
    }),
  };
  const written = store.update(types.deployment, draft);
  const old = before.filter(
    ({ metadata }) => metadata.name !== current.metadata.name,
  );
  const paused = isRecord(written.spec) && written.spec.paused === true;
  if (!paused) roll(written, { current, old, context });
  report(written, { current, old, context });
}

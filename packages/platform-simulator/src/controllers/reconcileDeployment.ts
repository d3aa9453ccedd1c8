/**
 * Deployments: a new pod template makes a new ReplicaSet, and replicas move from the old to the new one no faster than `maxSurge`
 * and `maxUnavailable` allow, so that a rollout is seen in steps, and hangs where the new pods never get ready.
 */
import { isRecord } from '../kubernetes/identifiers';
import { at, numberAt } from '../kubernetes/printers/read';
import type { JsonObject, KubernetesObject } from '../kubernetes/types';
import {
  isReady,
  livePods,
  ownerReference,
  recordAt,
  types,
  writeStatus,
  type ControllerContext,
} from './context';
import {
  portion,
  replicasOf,
  rollDeployment,
  type Rollout,
} from './rollDeployment';

const revisionAnnotation = 'deployment.kubernetes.io/revision';

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

/** Old ReplicaSets are kept for a rollback, but not for ever. */
function pruneReplicaSets(
  deployment: KubernetesObject,
  { old, context }: Rollout,
): void {
  const limit = numberAt(deployment, ['spec', 'revisionHistoryLimit'], 10);
  const idle = old
    .filter(set => replicasOf(set) === 0)
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  for (const { metadata } of idle.slice(limit)) {
    context.store.delete(types.replicaSet, metadata);
  }
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
  if (!paused) rollDeployment(written, { current, old, context });
  report(written, { current, old, context });
  pruneReplicaSets(written, { current, old, context });
}

/**
 * Argo CD: compares when asked to refresh, applies when asked to sync, and keeps the health of an application what its workloads say.
 *
 * A comparison that failed for want of time succeeds when it is asked for again; what was changed by hand stays out of sync until
 * somebody syncs it. Health follows the workloads of the namespace, so that a cured workload shows here too.
 */
import { formatTime } from '../kubernetes/identifiers';
import type { KubernetesObject } from '../kubernetes/types';
import { listResources, pathOf } from '../platform';
import { OperatorContext, mergeStatus, statusOf } from './context';

const APPLICATIONS = { group: 'argoproj.io', plural: 'applications' };
const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const REFRESH = 'argocd.argoproj.io/refresh';

/** Which Deployments decide over an application that was found degraded. */
const DECIDING: Record<string, RegExp> = {
  'data-platform': /^(dolphinscheduler|trino|spark|superset)-/,
  'portal-services': /^portal-services$/,
};

/** Applications whose objects somebody changed by hand. */
const CHANGED_BY_HAND = ['platform-policies'];

/** What an application lists after a comparison. */
function compared(
  { store }: OperatorContext,
  application: KubernetesObject,
  found: 'Synced' | 'OutOfSync',
) {
  const objects = store.types.flatMap(type => store.list(type));
  const path = pathOf(application);
  return {
    sync: { status: found },
    resources: listResources({ path, objects, sync: found }),
  };
}

/** Argo CD's work of this moment. */
export function runArgoCd(context: OperatorContext): void {
  for (const application of context.store.list(APPLICATIONS)) {
    if (application.operation) {
      sync(context, application);
    } else if (application.metadata.annotations?.[REFRESH]) {
      refresh(context, application);
    } else {
      recover(context, application);
    }
  }
}

function sync(context: OperatorContext, application: KubernetesObject): void {
  const now = formatTime(context.clock.now());
  const { operation: _done, ...draft } = structuredClone(application);
  draft.status = {
    ...statusOf(application),
    ...compared(context, application, 'Synced'),
    ...(application.metadata.name in DECIDING
      ? {}
      : { health: { status: 'Healthy' } }),
    conditions: [],
    reconciledAt: now,
    operationState: {
      phase: 'Succeeded',
      finishedAt: now,
      message: 'successfully synced (all tasks run)',
    },
  };
  context.store.update(APPLICATIONS, draft);
}

function refresh(
  context: OperatorContext,
  application: KubernetesObject,
): void {
  const draft = structuredClone(application);
  const { [REFRESH]: _asked, ...annotations } =
    draft.metadata.annotations ?? {};
  draft.metadata.annotations = annotations;
  const status = statusOf(application);
  const { status: before } = status.sync as { status: string };
  const changed = CHANGED_BY_HAND.includes(application.metadata.name);
  const found = changed ? 'OutOfSync' : 'Synced';
  draft.status = {
    ...status,
    reconciledAt: formatTime(context.clock.now()),
    ...(before === 'Unknown'
      ? { ...compared(context, application, found), conditions: [] }
      : {}),
  };
  context.store.update(APPLICATIONS, draft);
}

function recover(
  context: OperatorContext,
  application: KubernetesObject,
): void {
  const { name } = application.metadata;
  const { status } = statusOf(application).health as { status: string };
  const deciding = DECIDING[name];
  if (status !== 'Degraded' || !deciding) {
    return;
  }
  const workloads = context.store
    .list(DEPLOYMENTS, { namespace: 'data-platform' })
    .filter(({ metadata }) => deciding.test(metadata.name));
  if (workloads.length > 0 && workloads.every(isComplete)) {
    mergeStatus(context, APPLICATIONS, application, {
      health: { status: 'Healthy' },
      reconciledAt: formatTime(context.clock.now()),
    });
  }
}

function isComplete(deployment: KubernetesObject): boolean {
  const { replicas = 1 } = deployment.spec as { replicas?: number };
  const { readyReplicas = 0 } = statusOf(deployment) as {
    readyReplicas?: number;
  };
  return readyReplicas >= replicas;
}

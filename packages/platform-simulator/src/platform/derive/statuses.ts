/** The status of what watches pods: disruption budgets, autoscalers, quotas. */
import { parseQuantity } from '../../kubernetes/parseQuantity';
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, HOUR } from '../build';
import { isPodReady, matches, ofKind, podSpec, podStatus } from './read';

interface BudgetBody {
  selector: { matchLabels: Record<string, string> };
  minAvailable?: number;
  maxUnavailable?: number;
}

/** Fills in `status` of budgets, autoscalers and quotas, as their controllers would. */
export function deriveStatuses(
  context: BuildContext,
  objects: readonly KubernetesObject[],
): void {
  const pods = ofKind(objects, 'Pod');
  for (const budget of ofKind(objects, 'PodDisruptionBudget')) {
    budget.status = budgetStatus(budget, pods);
  }
  const deployments = ofKind(objects, 'Deployment');
  for (const scaler of ofKind(objects, 'HorizontalPodAutoscaler')) {
    scaler.status = autoscalerStatus(context, scaler, deployments);
  }
  for (const quota of ofKind(objects, 'ResourceQuota')) {
    const { hard } = quota.spec as { hard: Record<string, string> };
    quota.status = { hard, used: quotaUse(objects, quota, hard) };
  }
}

function sameNamespace(left: KubernetesObject, right: KubernetesObject) {
  return left.metadata.namespace === right.metadata.namespace;
}

function budgetStatus(budget: KubernetesObject, pods: KubernetesObject[]) {
  const spec = budget.spec as BudgetBody;
  const expected = pods.filter(
    pod =>
      sameNamespace(pod, budget) && matches(spec.selector.matchLabels, pod),
  );
  const healthy = expected.filter(isPodReady).length;
  const desired =
    spec.minAvailable ??
    Math.max(0, expected.length - (spec.maxUnavailable ?? 1));
  return {
    observedGeneration: 1,
    expectedPods: expected.length,
    currentHealthy: healthy,
    desiredHealthy: expected.length ? desired : 0,
    disruptionsAllowed: expected.length ? Math.max(0, healthy - desired) : 0,
  };
}

function autoscalerStatus(
  context: BuildContext,
  scaler: KubernetesObject,
  deployments: KubernetesObject[],
) {
  const { scaleTargetRef } = scaler.spec as {
    scaleTargetRef: { name: string };
  };
  const target = deployments.find(
    deployment =>
      sameNamespace(deployment, scaler) &&
      deployment.metadata.name === scaleTargetRef.name,
  );
  const { replicas } = (target?.spec ?? {}) as { replicas?: number };
  return replicas === undefined
    ? lostStatus(context, scaleTargetRef.name)
    : activeStatus(context, scaler, replicas);
}

function condition(
  context: BuildContext,
  type: string,
  status: string,
  reason: string,
  message: string,
) {
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: context.ago(30 * HOUR),
  };
}

function lostStatus(context: BuildContext, target: string) {
  return {
    currentReplicas: 0,
    desiredReplicas: 0,
    conditions: [
      condition(
        context,
        'AbleToScale',
        'False',
        'FailedGetScale',
        `the HPA controller was unable to get the target's current scale: deployments.apps "${target}" not found`,
      ),
    ],
  };
}

function activeStatus(
  context: BuildContext,
  scaler: KubernetesObject,
  replicas: number,
) {
  const load =
    20 + Math.floor(context.fraction('load', scaler.metadata.name) * 45);
  return {
    observedGeneration: 1,
    currentReplicas: replicas,
    desiredReplicas: replicas,
    lastScaleTime: context.ago(30 * HOUR),
    currentMetrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          current: {
            averageUtilization: load,
            averageValue: `${load * 5}m`,
          },
        },
      },
    ],
    conditions: [
      condition(
        context,
        'AbleToScale',
        'True',
        'ReadyForNewScale',
        'recommended size matches current size',
      ),
      condition(
        context,
        'ScalingActive',
        'True',
        'ValidMetricFound',
        'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
      ),
      condition(
        context,
        'ScalingLimited',
        'False',
        'DesiredWithinRange',
        'the desired count is within the acceptable range',
      ),
    ],
  };
}

function quotaUse(
  objects: readonly KubernetesObject[],
  quota: KubernetesObject,
  hard: Record<string, string>,
): Record<string, string> {
  const inside = objects.filter(object => sameNamespace(object, quota));
  const pods = ofKind(inside, 'Pod').filter(
    pod => !['Succeeded', 'Failed'].includes(podStatus(pod).phase ?? ''),
  );
  const use = (resource: string): string => {
    if (resource === 'pods') {
      return String(pods.length);
    }
    if (resource === 'persistentvolumeclaims') {
      return String(ofKind(inside, 'PersistentVolumeClaim').length);
    }
    const [side, unit] = resource.split('.');
    const sum = pods
      .flatMap(pod => podSpec(pod).containers)
      .map(({ resources }) =>
        side === 'limits' ? resources?.limits : resources?.requests,
      )
      .reduce((total, part) => total + parseQuantity(part?.[unit] ?? '0'), 0);
    return unit === 'cpu'
      ? `${Math.round(sum * 1000)}m`
      : `${Math.round(sum / 2 ** 20)}Mi`;
  };
  return Object.fromEntries(Object.keys(hard).map(key => [key, use(key)]));
}

/** What bounds a workload from outside: autoscalers, disruption budgets, quotas and limits. */
import { KubernetesObject } from '../../kubernetes/types';
import { BuildContext, USUAL_AGE, makeObject } from './context';

/** A HorizontalPodAutoscaler on CPU. */
export interface AutoscalerSpec {
  namespace: string;
  name: string;
  /** Name of the Deployment. */
  target: string;
  min: number;
  max: number;
  /** Target, percent of the request. */
  cpu: number;
}

/** A HorizontalPodAutoscaler; its status is derived from its target. */
export function autoscaler(
  context: BuildContext,
  spec: AutoscalerSpec,
): KubernetesObject {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment' };
  return makeObject(context, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: spec.name,
    namespace: spec.namespace,
    age: USUAL_AGE / 8,
    body: {
      spec: {
        scaleTargetRef: { ...target, name: spec.target },
        minReplicas: spec.min,
        maxReplicas: spec.max,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: spec.cpu },
            },
          },
        ],
        behavior: {
          scaleDown: { stabilizationWindowSeconds: 300 },
        },
      },
    },
  });
}

/** A PodDisruptionBudget; its status is derived from the pods. */
export interface BudgetSpec {
  namespace: string;
  name: string;
  selector: Record<string, string>;
  minAvailable?: number;
  maxUnavailable?: number;
}

/** A PodDisruptionBudget. */
export function disruptionBudget(
  context: BuildContext,
  spec: BudgetSpec,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    name: spec.name,
    namespace: spec.namespace,
    age: USUAL_AGE / 8,
    body: {
      spec: {
        selector: { matchLabels: spec.selector },
        ...(spec.minAvailable === undefined
          ? { maxUnavailable: spec.maxUnavailable ?? 1 }
          : { minAvailable: spec.minAvailable }),
      },
    },
  });
}

/** A ResourceQuota; `used` is derived from the pods. Keys as in its spec. */
export function quota(
  context: BuildContext,
  namespace: string,
  hard: Record<string, string>,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    name: `${namespace}-quota`,
    namespace,
    body: { spec: { hard } },
  });
}

/** A LimitRange that gives containers without limits the platform's defaults. */
export function limitRange(
  context: BuildContext,
  namespace: string,
): KubernetesObject {
  return makeObject(context, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    name: `${namespace}-limits`,
    namespace,
    body: {
      spec: {
        limits: [
          {
            type: 'Container',
            max: { cpu: '8', memory: '32Gi' },
            min: { cpu: '10m', memory: '16Mi' },
          },
        ],
      },
    },
  });
}

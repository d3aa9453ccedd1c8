/** Autoscalers, rollouts and budgets that select nothing. */
import {
  asNumber,
  asObject,
  asText,
  findCondition,
  InventoryObject,
  isEmptySelector,
  labelOf,
  matchesSelector,
  podTemplateOf,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  nameOf,
  nameOfObject,
  workloadResources,
  workloadsOf,
} from './context';
import { kindState, observeFact, resourceOf } from './readKinds';
import { once } from './once';
import { bearerOf, bearing, namespacesOf } from './strays';
import { selectorOf } from './selectorOf';

/** An autoscaler of the service. */
export interface AutoscalerFact {
  object: string;
  /** `Deployment data/trino`. */
  target: string;
  /** `unknown`: its kind is not listed. */
  targetIs: 'found' | 'missing' | 'unknown';
  min: number;
  /** `True`, `False` or `Unknown` of the condition that says whether it gets metrics; absent when it does not say. */
  scaling?: string;
  reason?: string;
  message?: string;
}

/** A Deployment of the service and how its rollout goes. */
export interface RolloutFact {
  object: string;
  /** The rollout has not ended within its deadline. */
  stuck: boolean;
  message?: string;
}

/** A budget that bears the service's name. */
export interface NamedBudgetFact {
  object: string;
  selects: 'pods' | 'nothing' | 'unknown';
}

function targetState(
  context: FactContext,
  entry: InventoryObject,
): AutoscalerFact['targetIs'] {
  const target = asObject(entry.object.spec?.scaleTargetRef);
  const [apiVersion, kind, name] = [
    asText(target.apiVersion) ?? 'apps/v1',
    asText(target.kind) ?? '',
    asText(target.name) ?? '',
  ];
  const { namespace } = entry.object.metadata;
  const { cluster } = entry;
  if (context.index.has({ cluster, kind, namespace, name })) return 'found';
  return kindState(context, resourceOf(apiVersion, kind))?.ok
    ? 'missing'
    : 'unknown';
}

function autoscalerFact(
  context: FactContext,
  entry: InventoryObject,
): AutoscalerFact {
  const { object } = entry;
  const target = asObject(object.spec?.scaleTargetRef);
  const scaling = findCondition(object, 'ScalingActive');
  const namespace = object.metadata.namespace ?? '';
  return {
    object: nameOfObject(object),
    target: nameOf({
      kind: asText(target.kind) ?? '',
      namespace,
      name: asText(target.name) ?? '',
    }),
    targetIs: targetState(context, entry),
    min: asNumber(object.spec?.minReplicas) ?? 1,
    ...(scaling ? { scaling: scaling.status } : {}),
    ...(scaling?.reason ? { reason: scaling.reason } : {}),
    ...(scaling?.message ? { message: scaling.message.slice(0, 200) } : {}),
  };
}

interface Autoscaler {
  fact: AutoscalerFact;
  namespace: string;
  /** The workload whose name it bears. */
  bearer?: string;
}

/** The autoscalers of a namespace; what they count, which changes all the time, is none of it. */
function autoscalersIn(
  context: FactContext,
  cluster: string,
  namespace: string,
): readonly Autoscaler[] {
  const { index } = context;
  return once(index, `autoscalers ${cluster} ${namespace}`, () =>
    index
      .byKind('HorizontalPodAutoscaler', { cluster, namespace })
      .map(entry => ({
        fact: autoscalerFact(context, entry),
        namespace,
        bearer: bearerOf(context, entry),
      })),
  );
}

function isOwn(
  { service }: FactContext,
  { fact: { target, targetIs }, namespace, bearer }: Autoscaler,
): boolean {
  return service.workloads.some(
    workload =>
      nameOf(workload) === target ||
      (targetIs !== 'found' &&
        workload.name === bearer &&
        workload.namespace === namespace),
  );
}

/** The autoscalers of the service: those that scale it, and those that bear its name and scale nothing. */
export function extractAutoscalers(
  context: FactContext,
): Observation<readonly AutoscalerFact[]> {
  const resources = [
    'autoscaling/horizontalpodautoscalers',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () =>
    namespacesOf(context)
      .flatMap(space => autoscalersIn(context, context.service.cluster, space))
      .filter(one => isOwn(context, one))
      .map(({ fact }) => fact),
  );
}

/** Every autoscaler of the cluster. */
export function extractClusterAutoscalers(
  context: FactContext,
): Observation<readonly AutoscalerFact[]> {
  const { index, service } = context;
  return observeFact(context, ['autoscaling/horizontalpodautoscalers'], () =>
    once(index, `autoscalers ${service.cluster}`, () =>
      index
        .byKind('HorizontalPodAutoscaler')
        .filter(({ cluster }) => cluster === service.cluster)
        .map(entry => autoscalerFact(context, entry)),
    ),
  );
}

/** Whether KEDA holds a workload at zero: an autoscaler of its making that waits. */
export function heldAtZero(
  context: FactContext,
  workload: InventoryObject,
): string | undefined {
  const found = context.index
    .autoscalersOf(workload)
    .find(
      ({ object }) =>
        labelOf(object, 'scaledobject.keda.sh/name') !== undefined,
    );
  return found && nameOfObject(found.object);
}

/** The Deployments of the service and how their rollouts go. */
export function extractRollouts(
  context: FactContext,
): Observation<readonly RolloutFact[]> {
  return observeFact(context, workloadResources(context), () =>
    workloadsOf(context).flatMap(({ entry }) => {
      if (entry?.object.kind !== 'Deployment') return [];
      const condition = findCondition(entry.object, 'Progressing');
      const stuck =
        condition?.status === 'False' &&
        condition.reason === 'ProgressDeadlineExceeded';
      return [
        {
          object: nameOfObject(entry.object),
          stuck,
          ...(condition?.message
            ? { message: condition.message.slice(0, 200) }
            : {}),
        },
      ];
    }),
  );
}

function selects(
  context: FactContext,
  entry: InventoryObject,
): NamedBudgetFact['selects'] {
  const { object, cluster } = entry;
  const selector = selectorOf(object);
  const expected = asNumber(object.status?.expectedPods);
  if (isEmptySelector(selector)) return 'nothing';
  if (expected !== undefined && expected > 0) return 'pods';
  const { namespace } = object.metadata;
  const kinds = ['Pod', 'Deployment', 'StatefulSet', 'ReplicaSet'];
  const candidates = kinds.flatMap(kind =>
    context.index.byKind(kind, { cluster, namespace }),
  );
  if (
    candidates.some(one =>
      matchesSelector(selector, podTemplateOf(one.object).labels),
    )
  )
    return 'pods';
  return kindState(context, 'pods')?.ok ? 'nothing' : 'unknown';
}

/** The budgets that bear the service's name, with what they select. */
export function extractNamedBudgets(
  context: FactContext,
): Observation<readonly NamedBudgetFact[]> {
  const resources = [
    'policy/poddisruptionbudgets',
    ...workloadResources(context),
  ];
  return observeFact(context, resources, () =>
    bearing(context, 'PodDisruptionBudget').map(entry => ({
      object: nameOfObject(entry.object),
      selects: selects(context, entry),
    })),
  );
}

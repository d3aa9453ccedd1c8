/** The PodDisruptionBudgets of a service. */
import {
  asNumber,
  InventoryObject,
  isEmptySelector,
  LabelSelector,
  matchesSelector,
} from '../../kubernetes';
import { Observation } from '../../model';
import {
  FactContext,
  KnownWorkload,
  nameOf,
  nameOfObject,
  podLabelsOf,
  workloadResources,
  workloadsOf,
} from './context';
import { once } from './once';
import { observeFact } from './readKinds';
import { selectorOf } from './selectorOf';
import { DisruptionBudgetFact } from './types';

function amount(value: unknown): number | string | undefined {
  return typeof value === 'number' || typeof value === 'string'
    ? value
    : undefined;
}

/** What a PodDisruptionBudget says, but for its counts, which change all the time. */
interface Budget {
  object: string;
  selector: LabelSelector;
  limits: Omit<DisruptionBudgetFact, 'object' | 'workloads'>;
}

function limitsOf({ object }: InventoryObject): Budget['limits'] {
  const minAvailable = amount(object.spec?.minAvailable);
  const maxUnavailable = amount(object.spec?.maxUnavailable);
  const expectedPods = asNumber(object.status?.expectedPods);
  return {
    ...(minAvailable === undefined ? {} : { minAvailable }),
    ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
    ...(expectedPods === undefined ? {} : { expectedPods }),
  };
}

/** The budgets of a workload's namespace that select something. */
function budgetsIn(
  { index }: FactContext,
  { declared: { cluster, namespace } }: KnownWorkload,
): readonly Budget[] {
  return once(index, `budgets ${cluster} ${namespace}`, () =>
    index
      .byKind('PodDisruptionBudget', { cluster, namespace })
      .map(entry => ({
        object: nameOfObject(entry.object),
        selector: selectorOf(entry.object),
        limits: limitsOf(entry),
      }))
      .filter(({ selector }) => !isEmptySelector(selector)),
  );
}

/** The PodDisruptionBudgets that select pods of the service. */
export function extractDisruptionBudgets(
  context: FactContext,
): Observation<readonly DisruptionBudgetFact[]> {
  const resources = [
    ...workloadResources(context),
    'policy/poddisruptionbudgets',
  ];
  return observeFact(context, resources, () => {
    const selected = new Map<Budget, string[]>();
    for (const workload of workloadsOf(context)) {
      const labels = podLabelsOf(context, workload);
      for (const budget of labels ? budgetsIn(context, workload) : []) {
        if (!matchesSelector(budget.selector, labels)) continue;
        const names = selected.get(budget) ?? [];
        selected.set(budget, [...names, nameOf(workload.declared)]);
      }
    }
    return [...selected].map(([{ object, limits }, workloads]) => ({
      object,
      workloads,
      ...limits,
    }));
  });
}

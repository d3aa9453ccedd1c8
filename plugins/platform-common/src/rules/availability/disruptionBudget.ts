import { DisruptionBudgetFact, WorkloadFact } from '../facts/types';
import {
  cannotKnow,
  doesNotApply,
  fails,
  joined,
  listed,
  passes,
  Proof,
  whenKnown,
} from '../judgement';
import { defineRule } from '../types';

const EXPECTED = 'one disruption budget that lets at least one pod go';
const remedy = {
  text: 'Add a PodDisruptionBudget with maxUnavailable: 1 whose selector is that of the workload; remove a second one for the same pods.',
};

/** A number of pods of an amount, percentages rounded up as Kubernetes does. */
function pods(amount: number | string, replicas: number): number {
  if (typeof amount === 'number') return amount;
  const number = Number.parseInt(amount, 10);
  if (Number.isNaN(number)) return 0;
  return amount.endsWith('%') ? Math.ceil((number * replicas) / 100) : number;
}

/** How many pods a budget lets go while all replicas are healthy. */
export function allowedDisruptions(
  budget: Pick<DisruptionBudgetFact, 'minAvailable' | 'maxUnavailable'>,
  replicas: number,
): number {
  const { minAvailable, maxUnavailable } = budget;
  if (maxUnavailable !== undefined)
    return Math.min(replicas, pods(maxUnavailable, replicas));
  // Kubernetes' own default is minAvailable: 1.
  return Math.max(0, replicas - pods(minAvailable ?? 1, replicas));
}

/** One question about one workload. */
function fault(
  workload: WorkloadFact,
  budgets: readonly DisruptionBudgetFact[],
  selected: (budget: DisruptionBudgetFact) => number,
): string | undefined {
  const { name, desired = 0, object } = workload;
  const own = budgets.filter(({ workloads }) => workloads.includes(object));
  if (own.length === 0)
    return desired > 1
      ? `${name} has ${desired} replicas and no disruption budget`
      : undefined;
  if (own.length > 1)
    return `${name} is selected by ${own.length} disruption budgets, with which no eviction succeeds`;
  const [budget] = own;
  return budget &&
    desired > 0 &&
    allowedDisruptions(budget, selected(budget)) < 1
    ? `${budget.object} lets no pod of ${name} go, so a drain waits for ever`
    : undefined;
}

/** The budgets that select pods of a workload. */
function namesOfBudgets(
  budgets: readonly DisruptionBudgetFact[],
  { object }: WorkloadFact,
): string[] {
  return budgets
    .filter(({ workloads }) => workloads.includes(object))
    .map(budget => budget.object);
}

function judgeBudgets(
  workloads: readonly WorkloadFact[],
  budgets: readonly DisruptionBudgetFact[],
  proof: Proof,
) {
  const evictable = workloads.filter(({ evictable: is }) => is);
  const asked = evictable.filter(
    ({ desired = 0, object }) =>
      desired > 1 || budgets.some(budget => budget.workloads.includes(object)),
  );
  // A budget counts the pods of everything that it selects, and not of one workload.
  const selected = (budget: DisruptionBudgetFact) => {
    const replicas = evictable
      .filter(({ object }) => budget.workloads.includes(object))
      .reduce((sum, { desired = 0 }) => sum + desired, 0);
    return Math.max(replicas, budget.expectedPods ?? 0);
  };
  const faults = asked.flatMap(workload => {
    const what = fault(workload, budgets, selected);
    return what ? [{ workload, what }] : [];
  });
  if (faults.length > 0) {
    const evidence = faults.map(({ workload, what }) => ({
      observed: what,
      expected: EXPECTED,
      objects: [workload.object, ...namesOfBudgets(budgets, workload)],
      ...proof,
    }));
    return fails(
      `${joined(faults.map(({ what }) => what))}.`,
      evidence,
      remedy,
    );
  }
  const unclear = evictable.filter(({ desired }) => desired === undefined);
  if (unclear.length > 0) {
    const objects = unclear.map(({ object }) => object);
    return cannotKnow(`${listed(objects)}: its replicas are not known.`, [
      { observed: 'replicas not known', expected: EXPECTED, objects, ...proof },
    ]);
  }
  if (asked.length === 0)
    return doesNotApply('It has no workload with more than one replica.');
  const evidence = asked.map(workload => ({
    observed: `${listed(namesOfBudgets(budgets, workload))} protects ${
      workload.name
    }`,
    expected: EXPECTED,
    objects: [workload.object],
    ...proof,
  }));
  return passes(
    'Budgets protect its replicas and let a drain proceed.',
    evidence,
  );
}

/** replicas are protected from being drained all at once, and a drain can still proceed. */
export const disruptionBudget = defineRule({
  id: 'disruption-budget',
  category: 'availability',
  title: 'A disruption budget protects replicas and lets a drain proceed',
  why: 'Without one, maintenance may take all replicas at once; with one that allows nothing, maintenance never ends.',
  weight: 3,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services with a workload of more than one replica, or with a budget',
  },
  facts: ['workloads', 'disruptionBudgets'],
  remedy,
  judge: ({ workloads, disruptionBudgets }) =>
    whenKnown(workloads, known =>
      known.some(({ evictable }) => evictable)
        ? whenKnown(disruptionBudgets, (budgets, proof) =>
            judgeBudgets(known, budgets, proof),
          )
        : doesNotApply('Nothing of it is evicted by a drain.'),
    ),
});

import { DisruptionBudgetFact, WorkloadFact } from '../facts/types';
import { NOW, seen, unseen } from '../testing/observeNow';
import { allowedDisruptions, disruptionBudget } from './disruptionBudget';

const object = 'Deployment data/trino-worker';
const worker: WorkloadFact = {
  object,
  kind: 'Deployment',
  namespace: 'data',
  name: 'trino-worker',
  runs: 'long',
  desired: 3,
  ready: 3,
  pods: 3,
  evictable: true,
};
const budget: DisruptionBudgetFact = {
  object: 'PodDisruptionBudget data/trino',
  workloads: [object],
  maxUnavailable: 1,
};
const judge = (
  workloads: WorkloadFact[],
  budgets: DisruptionBudgetFact[] = [],
) =>
  disruptionBudget.judge(
    {
      workloads: seen(workloads),
      disruptionBudgets: seen(budgets),
    } as never,
    NOW,
  );

describe('disruption-budget', () => {
  it('passes with one budget that lets a pod go', () => {
    expect(judge([worker], [budget]).outcome).toBe('pass');
  });
  it('fails without a budget, and does not ask for one of a single replica', () => {
    expect(judge([worker]).summary).toBe(
      'trino-worker has 3 replicas and no disruption budget.',
    );
    expect(judge([{ ...worker, desired: 1 }]).outcome).toBe('not-applicable');
  });
  it('fails when a budget blocks the drain, of a single replica too', () => {
    const blocking = { ...budget, maxUnavailable: undefined, minAvailable: 1 };
    expect(judge([{ ...worker, desired: 1 }], [blocking]).outcome).toBe('fail');
    expect(judge([worker], [{ ...budget, maxUnavailable: 0 }]).outcome).toBe(
      'fail',
    );
  });
  it('counts the pods of all workloads that a budget selects', () => {
    const broker = (i: number) => ({
      ...worker,
      object: `Pod kafka/broker-${i}`,
      desired: 1,
    });
    const brokers = [broker(0), broker(1), broker(2)];
    const workloads = brokers.map(({ object: name }) => name);
    const two = {
      ...budget,
      workloads,
      maxUnavailable: undefined,
      minAvailable: 2,
    };
    expect(judge(brokers, [two]).outcome).toBe('pass');
    const one = { ...two, workloads: workloads.slice(0, 1) };
    expect(judge(brokers.slice(0, 1), [one]).outcome).toBe('fail');
    const others = { ...one, expectedPods: 3 };
    expect(judge(brokers.slice(0, 1), [others]).outcome).toBe('pass');
  });
  it('fails with two budgets for the same pods: no eviction succeeds then', () => {
    expect(judge([worker], [budget, budget]).outcome).toBe('fail');
  });
  it('does not ask what a drain does not evict, even when budgets cannot be read', () => {
    const verdict = disruptionBudget.judge(
      {
        workloads: seen([{ ...worker, evictable: false }]),
        disruptionBudgets: unseen(),
      } as never,
      NOW,
    );
    expect(verdict.outcome).toBe('not-applicable');
  });
  it.each([
    [{ maxUnavailable: 1 }, 3, 1],
    [{ maxUnavailable: '50%' }, 3, 2],
    [{ minAvailable: '50%' }, 3, 1],
    [{ minAvailable: '100%' }, 3, 0],
    [{ minAvailable: 5 }, 3, 0],
    [{}, 1, 0],
  ] as const)('%j of %s replicas lets %s go', (amounts, replicas, allowed) => {
    expect(allowedDisruptions(amounts, replicas)).toBe(allowed);
  });
});

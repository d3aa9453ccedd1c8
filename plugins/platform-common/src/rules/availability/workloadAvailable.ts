import { WorkloadFact } from '../facts/types';
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
import { VerdictEvidence } from '../verdict';

const remedy = {
  text: 'Look at the events and logs of the pods that are not ready, and mend the cause; scale up when it was scaled to 0.',
  runbook: 'platform-health-check',
};

function proofOf(workload: WorkloadFact, proof: Proof): VerdictEvidence {
  const { desired, ready, object } = workload;
  const unknown = desired === undefined || ready === undefined;
  return {
    observed: unknown
      ? 'how many replicas there should be is not said by the kind'
      : `${ready} of ${desired} ready`,
    expected: unknown ? 'replicas ready' : `${desired} of ${desired} ready`,
    objects: [object],
    ...proof,
  };
}

function judgeWorkloads(workloads: readonly WorkloadFact[], proof: Proof) {
  const all = workloads.filter(({ runs }) => runs === 'long');
  const off = all.flatMap(({ offBecause }) => offBecause ?? []);
  const running = all.filter(({ offBecause }) => offBecause === undefined);
  if (running.length === 0 && off.length > 0)
    return doesNotApply(`It is off on purpose: ${off[0]}.`);
  if (running.length === 0)
    return doesNotApply('Nothing of it runs all the time.');
  // A DaemonSet that no node wants is not switched off by anybody.
  if (
    running.every(({ kind, desired }) => kind === 'DaemonSet' && desired === 0)
  )
    return doesNotApply('It runs on nodes of a kind that there is none of.');
  const evidence = running.map(workload => proofOf(workload, proof));
  const short = running.filter(
    ({ desired, ready }) =>
      desired !== undefined && ready !== undefined && ready < desired,
  );
  if (short.length > 0) {
    const parts = short.map(
      ({ name, ready, desired }) =>
        `${name}: ${ready} of ${desired} replicas ready`,
    );
    return fails(`${joined(parts)}.`, evidence, remedy);
  }
  if (running.every(({ desired }) => desired === 0))
    return fails('It is scaled to 0: nothing of it runs.', evidence, remedy);
  const unclear = running.filter(
    ({ desired, ready }) => desired === undefined || ready === undefined,
  );
  if (unclear.length > 0) {
    const names = unclear.map(({ object }) => object);
    return cannotKnow(
      `${listed(names)}: how many replicas it should have cannot be known.`,
      evidence,
    );
  }
  return passes('Every replica is ready.', evidence);
}

/** every replica that is wanted is ready. */
export const workloadAvailable = defineRule({
  id: 'workload-available',
  category: 'availability',
  title: 'Every replica is ready',
  why: 'A replica that is not ready takes no load: the others carry it, or nobody does.',
  weight: 10,
  level: 'bronze',
  appliesTo: { sentence: 'Services with a workload that runs all the time' },
  facts: ['workloads'],
  remedy,
  judge: ({ workloads }) => whenKnown(workloads, judgeWorkloads),
});

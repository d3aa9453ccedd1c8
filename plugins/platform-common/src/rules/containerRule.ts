import { Observation } from '../model';
import { ContainerFact, ContainersFact } from './facts/types';
import {
  cannotKnow,
  counted,
  doesNotApply,
  fails,
  joined,
  listed,
  passes,
  Proof,
  whenKnown,
} from './judgement';
import { Remedy, RuleJudgement, VerdictEvidence } from './verdict';

/** A question that is asked of every container of a service. */
export interface ContainerQuestion {
  /** Which containers it is asked of; all when absent. */
  about?(container: ContainerFact): boolean;
  /** What is wrong with a container; `undefined` when nothing is. */
  fault(container: ContainerFact): string | undefined;
  /** Why it cannot be told of a container without a fault; `undefined` when it can. */
  doubt?(container: ContainerFact): string | undefined;
  /** What a good container has: `a tag other than latest, or a digest`. */
  expected: string;
  /** Sentence of the verdict when all are good. */
  good: string;
  /** Sentence of the verdict when there is no container to ask. */
  none: string;
  remedy: Remedy;
}

/** What a question brings up, container by container: for the sentence, and as evidence. */
function noted(
  containers: readonly ContainerFact[],
  ask: ((container: ContainerFact) => string | undefined) | undefined,
  expected: string,
  proof: Proof,
): { sentence: string; evidence: VerdictEvidence[] } | undefined {
  const found = containers.flatMap(container => {
    const what = ask?.(container);
    return what ? [{ container, what }] : [];
  });
  if (found.length === 0) return undefined;
  const parts = found.map(one => `${one.container.container}: ${one.what}`);
  return {
    sentence: `${joined(parts)}.`,
    evidence: found.map(({ container, what }) => ({
      observed: `container ${container.container}: ${what}`,
      expected,
      objects: [container.object],
      ...proof,
    })),
  };
}

/**
 * Asks a question of every declared container: fails when one has a fault; unknown when none has but it cannot be told of one, or some
 * containers cannot be seen, because an operator makes them of a custom resource and none runs.
 */
export function judgeContainers(
  fact: Observation<ContainersFact>,
  question: ContainerQuestion,
): RuleJudgement {
  return whenKnown(fact, ({ containers, unseen }, proof) => {
    const asked = containers.filter(item => question.about?.(item) ?? true);
    const { expected, remedy } = question;
    const faults = noted(asked, question.fault, expected, proof);
    if (faults) return fails(faults.sentence, faults.evidence, remedy);
    if (unseen.length > 0) {
      const observed = `no pod of ${listed(unseen)} to look at`;
      return cannotKnow(
        `Its operator makes the pods, and there is ${observed}.`,
        [{ observed, expected, objects: [...unseen], ...proof }],
      );
    }
    const doubts = noted(asked, question.doubt, expected, proof);
    if (doubts) return cannotKnow(doubts.sentence, doubts.evidence);
    if (asked.length === 0) return doesNotApply(question.none);
    const objects = [...new Set(asked.map(({ object }) => object))];
    const observed = `${counted(
      asked.length,
      'container',
    )}, each with ${expected}`;
    return passes(question.good, [{ observed, expected, objects, ...proof }]);
  });
}

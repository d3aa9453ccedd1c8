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
  whenKnown,
} from './judgement';
import { Remedy, RuleJudgement } from './verdict';

/** A question that is asked of every container of a service. */
export interface ContainerQuestion {
  /** Which containers it is asked of; all when absent. */
  about?(container: ContainerFact): boolean;
  /** What is wrong with a container; `undefined` when nothing is. */
  fault(container: ContainerFact): string | undefined;
  /** What a good container has: `a tag other than latest, or a digest`. */
  expected: string;
  /** Sentence of the verdict when all are good. */
  good: string;
  /** Sentence of the verdict when there is no container to ask. */
  none: string;
  remedy: Remedy;
}

/**
 * Asks a question of every declared container: fails when one has a fault; unknown when none has but some
 * containers cannot be seen, because an operator makes them of a custom resource and none runs.
 */
export function judgeContainers(
  fact: Observation<ContainersFact>,
  question: ContainerQuestion,
): RuleJudgement {
  return whenKnown(fact, ({ containers, unseen }, proof) => {
    const asked = containers.filter(item => question.about?.(item) ?? true);
    const faults = asked.flatMap(container => {
      const what = question.fault(container);
      return what ? [{ container, what }] : [];
    });
    const { expected, remedy } = question;
    if (faults.length > 0) {
      const evidence = faults.map(({ container, what }) => ({
        observed: `container ${container.container}: ${what}`,
        expected,
        objects: [container.object],
        ...proof,
      }));
      const parts = faults.map(
        item => `${item.container.container}: ${item.what}`,
      );
      return fails(`${joined(parts)}.`, evidence, remedy);
    }
    if (unseen.length > 0) {
      const observed = `no pod of ${listed(unseen)} to look at`;
      return cannotKnow(
        `Its operator makes the pods, and there is ${observed}.`,
        [{ observed, expected, objects: [...unseen], ...proof }],
      );
    }
    if (asked.length === 0) return doesNotApply(question.none);
    const objects = [...new Set(asked.map(({ object }) => object))];
    const observed = `${counted(
      asked.length,
      'container',
    )}, each with ${expected}`;
    return passes(question.good, [{ observed, expected, objects, ...proof }]);
  });
}

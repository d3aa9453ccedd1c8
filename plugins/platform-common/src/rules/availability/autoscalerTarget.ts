import { bad, examineRule, good, open } from '../examine';

/** Every autoscaler of the service scales something that exists. */
export const autoscalerTarget = examineRule({
  id: 'autoscaler-target',
  category: 'availability',
  title: 'Its autoscalers have a target',
  why: 'An autoscaler whose target was renamed scales nothing, and the next spike finds out.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services with an autoscaler' },
  facts: ['autoscalers'],
  expected: 'a target that exists',
  good: 'Every autoscaler has its target.',
  none: 'No autoscaler is about it.',
  remedy: { text: 'Correct the scaleTargetRef, or delete the autoscaler.' },
  look: ({ autoscalers }) =>
    autoscalers.map(({ object, target, targetIs }) => {
      if (targetIs === 'found') return good(object, `scales ${target}`);
      return targetIs === 'missing'
        ? bad(object, `${object} scales ${target}, which does not exist`)
        : open(
            object,
            `whether ${target} exists is not known: it is not listed, or made elsewhere`,
          );
    }),
});

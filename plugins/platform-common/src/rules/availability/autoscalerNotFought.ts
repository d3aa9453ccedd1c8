import { bad, examineRule, good } from '../examine';

/** No manifest fixes the replicas that an autoscaler decides. */
export const autoscalerNotFought = examineRule({
  id: 'autoscaler-not-fought',
  category: 'availability',
  title: 'Nothing fights its autoscaler',
  why: 'When a manifest fixes the replicas too, every deployment throws away what the autoscaler decided.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services with an autoscaler' },
  facts: ['autoscalers', 'fixedReplicas'],
  also: ['applications'],
  expected: 'replicas that only the autoscaler sets',
  good: 'Only the autoscaler sets replicas.',
  none: 'No autoscaler is about it.',
  remedy: {
    text: 'Leave spec.replicas out of the manifest, or let Argo CD ignore /spec/replicas.',
  },
  about: autoscalers => autoscalers.length > 0,
  look: ({ autoscalers, fixedReplicas }, { also }) =>
    autoscalers.map(({ object, target }) => {
      const fixed = fixedReplicas.find(one => one.object === target);
      const ignored = also.applications?.some(
        ({ ignoresReplicas }) => ignoresReplicas,
      );
      return fixed && !ignored
        ? bad(
            [object, target],
            `${fixed.place} fixes the replicas of ${target}, which ${object} decides`,
          )
        : good(object, 'alone decides');
    }),
});

import { bad, examineRule, good } from '../examine';

/** No manifest fixes the replicas that an autoscaler decides. */
export const autoscalerNotFought = examineRule({
  id: 'autoscaler-not-fought',
  version: 2,
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
    text: 'Leave spec.replicas out of the manifest, or let Argo CD ignore /spec/replicas; keep one autoscaler for each workload.',
  },
  about: autoscalers => autoscalers.length > 0,
  look: ({ autoscalers, fixedReplicas }, { also }) =>
    autoscalers.map(({ object, target }) => {
      const rival = autoscalers.find(
        one => one.object !== object && one.target === target,
      );
      if (rival)
        return bad(
          [object, target],
          `${object} and ${rival.object} both decide the replicas of ${target}`,
        );
      const fixed = fixedReplicas.find(one => one.object === target);
      const ignored = also.applications?.some(
        ({ ignoresReplicas, unsure }) => ignoresReplicas && !unsure,
      );
      return fixed && !ignored
        ? bad(
            [object, target],
            `${fixed.place} fixes the replicas of ${target}, which ${object} decides`,
          )
        : good(object, 'alone decides');
    }),
});

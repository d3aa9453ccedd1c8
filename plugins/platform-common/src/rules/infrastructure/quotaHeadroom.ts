import { bad, examineRule, good } from '../examine';

/** The namespace's quota leaves room for a rollout. */
export const quotaHeadroom = examineRule({
  id: 'quota-headroom',
  category: 'infrastructure',
  title: 'The quota of its namespace leaves room',
  why: 'When a quota is used up, a rollout, a restart elsewhere and an autoscaler all fail to make their pods, and nobody is told.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services in a namespace with a quota' },
  facts: ['quotas'],
  thresholds: {
    usedPercent: {
      title: 'Percent of a limit that may be used, at most',
      value: 95,
      min: 1,
      max: 100,
    },
  },
  expected: ({ usedPercent }) =>
    `less than ${usedPercent} % of every limit used`,
  good: 'Every quota leaves room.',
  none: 'No quota limits its namespace.',
  remedy: { text: 'Raise the quota, or lower requests that are never used.' },
  look: ({ quotas }, { limits: { usedPercent } }) =>
    // A limit of none forbids on purpose.
    quotas.flatMap(({ object, resource, hard, used }) => {
      if (hard === 0) return [];
      const seen = `${resource}: ${Math.round((used / hard) * 100)} % used`;
      return [
        (used / hard) * 100 > usedPercent
          ? bad(object, seen)
          : good(object, seen),
      ];
    }),
});

import { bad, examineRule, good, open } from '../examine';

/** What runs is what is declared. */
export const noDrift = examineRule({
  id: 'no-drift',
  category: 'delivery',
  title: 'It runs as it is declared',
  why: 'What was changed by hand is undone by the next deployment, and nobody remembers why it was changed.',
  weight: 3,
  level: 'gold',
  appliesTo: { sentence: 'Services whose workloads are declared' },
  facts: ['drift'],
  expected: 'the same as declared',
  good: 'It runs as it is declared.',
  none: 'No manifest declares a workload of it.',
  remedy: {
    text: 'Write the change into the manifest, or let the deployment undo it.',
  },
  look: ({ drift }) =>
    drift.flatMap(({ object, verdict, reason = '', paths }) => {
      if (verdict === 'same') return [good(object, 'as declared')];
      if (verdict === 'different')
        return [
          bad(
            object,
            `${object} differs from its manifest: ${paths
              .slice(0, 3)
              .join(', ')}`,
          ),
        ];
      return verdict === 'unknown'
        ? [open(object, `${object}: ${reason}`)]
        : [];
    }),
});

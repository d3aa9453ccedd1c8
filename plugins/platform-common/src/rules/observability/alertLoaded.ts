import { bad, examineRule, good, open } from '../examine';

/** What is written as an alert is loaded by something that evaluates it. */
export const alertLoaded = examineRule({
  id: 'alert-loaded',
  category: 'observability',
  title: 'Its written alerts are loaded',
  why: 'A rule in the repository that no evaluator has loaded watches nothing.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Services with an alert in a manifest' },
  facts: ['alerts'],
  expected: 'loaded by an evaluator',
  good: 'Every alert that is written is loaded.',
  none: 'No alert about it is written.',
  remedy: {
    text: 'Give the rule the labels that the operator selects by, or run an evaluator (vmalert) for its store.',
  },
  look: ({ alerts }) =>
    alerts
      .filter(({ declared }) => declared)
      .map(({ object, loaded }) => {
        if (loaded === undefined)
          return open(
            object,
            `whether ${object} is loaded is not known: no evaluator is asked`,
          );
        return loaded
          ? good(object, 'loaded')
          : bad(object, `${object} is written, and no evaluator has loaded it`);
      }),
});

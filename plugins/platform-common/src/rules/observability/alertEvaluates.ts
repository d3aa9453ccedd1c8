import { bad, examineRule, good } from '../examine';

/** Loaded alerts are evaluated, without errors. */
export const alertEvaluates = examineRule({
  id: 'alert-evaluates',
  category: 'observability',
  title: 'Its alerts are evaluated',
  why: 'A rule whose evaluation fails, or that nobody evaluates any more, is silent.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services with a loaded alert' },
  facts: ['alerts'],
  expected: 'evaluated within half an hour, without an error',
  good: 'Every alert is evaluated.',
  none: 'No alert about it has been evaluated yet.',
  remedy: {
    text: 'Read the error of the rule; a sum over too many series or a match of many to many are the usual causes.',
  },
  look: ({ alerts }) =>
    alerts.flatMap(
      ({ object, loaded, health, lastError, evaluated, lastEvaluation }) => {
        if (!loaded) return [];
        if (health === 'error')
          return [
            bad(
              object,
              `${object} cannot be evaluated${
                lastError ? `: ${lastError}` : ''
              }`,
            ),
          ];
        if (!evaluated) return [];
        return [
          evaluated === 'long-ago'
            ? bad(object, `${object} was last evaluated at ${lastEvaluation}`)
            : good(object, 'evaluated'),
        ];
      },
    ),
});

import { bad, examineRule, good } from '../examine';

const STALE = 30 * 60 * 1000;

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
  look: ({ alerts }, { now }) =>
    alerts.flatMap(({ object, loaded, health, lastError, lastEvaluation }) => {
      if (!loaded) return [];
      if (health === 'error')
        return [
          bad(
            object,
            `${object} cannot be evaluated${lastError ? `: ${lastError}` : ''}`,
          ),
        ];
      if (!lastEvaluation) return [];
      return [
        now - Date.parse(lastEvaluation) > STALE
          ? bad(object, `${object} was last evaluated at ${lastEvaluation}`)
          : good(object, 'evaluated'),
      ];
    }),
});

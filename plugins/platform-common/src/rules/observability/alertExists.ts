import { bad, examineRule, good } from '../examine';

/** Something watches a critical service. */
export const alertExists = examineRule({
  id: 'alert-exists',
  category: 'observability',
  title: 'An alert watches it',
  why: 'Without an alert its users are the ones who notice.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services that somebody calls critical' },
  facts: ['standing', 'alerts'],
  expected: 'an alert about it',
  good: 'An alert watches it.',
  none: 'Nobody calls it critical.',
  remedy: {
    text: 'Write an alert on its absence and on its errors, and name the runbook in it.',
  },
  about: ({ critical }) => critical,
  look: ({ alerts }) => {
    if (alerts.length > 0)
      return alerts.map(({ object }) => good(object, `${object} is about it`));
    return [bad([], 'no alert is about it')];
  },
});

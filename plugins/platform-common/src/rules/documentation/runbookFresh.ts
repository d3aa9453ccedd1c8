import { bad, examineRule, good, open } from '../examine';

/** Somebody has walked through a runbook of it lately. */
export const runbookFresh = examineRule({
  id: 'runbook-fresh',
  category: 'documentation',
  title: 'Its runbooks were walked through lately',
  why: 'A runbook ages with what it is about; an old one leads astray with confidence.',
  weight: 2,
  level: 'gold',
  acceptsEvidence: true,
  appliesTo: { sentence: 'Services with a runbook' },
  facts: ['runbooks'],
  expected: 'walked through within half a year',
  good: 'Its runbooks are fresh.',
  none: 'No runbook is about it.',
  remedy: {
    text: 'Walk through it once, correct what has changed, and write the date into lastVerified.',
  },
  look: ({ runbooks }) =>
    runbooks.map(({ object, fresh, lastVerified }) => {
      if (fresh === 'unknown')
        return open(object, `${object} was never walked through`);
      return fresh === 'fresh'
        ? good(object, `walked through ${lastVerified}`)
        : bad(object, `${object} was last walked through ${lastVerified}`);
    }),
});

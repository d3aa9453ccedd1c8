import { bad, examineRule, good } from '../examine';

/** Every alert says what to do. */
export const alertRunbookNamed = examineRule({
  id: 'alert-runbook-named',
  version: 2,
  category: 'observability',
  title: 'Its alerts name a runbook',
  why: 'Whoever is woken at night needs the next step, not a metric.',
  weight: 2,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services with an alert that is loaded, or written where no evaluator is asked',
  },
  facts: ['alerts'],
  expected: 'the annotation runbook_url',
  good: 'Every alert names a runbook.',
  none: 'No alert about it is loaded or to be loaded.',
  remedy: {
    text: 'Write a runbook and put its address into the annotation runbook_url of the alert.',
  },
  look: ({ alerts }) =>
    alerts
      .filter(({ loaded }) => loaded !== false)
      .map(({ object, runbook }) =>
        runbook
          ? good(object, runbook)
          : bad(object, `${object} names no runbook`),
      ),
});

import { bad, examineRule, good, open } from '../examine';

/** Exceptions from policies have an end that has not come. */
export const policyExceptionsCurrent = examineRule({
  id: 'policy-exceptions-current',
  category: 'security',
  title: 'Exceptions from policies have not expired',
  why: 'An exception that nobody ends becomes the rule.',
  weight: 2,
  level: 'gold',
  appliesTo: { sentence: 'Services with an exception from a policy' },
  facts: ['policyExceptions'],
  expected: 'an end that is still to come: annotation 254carbon.com/expires',
  good: 'Every exception is still in force.',
  none: 'No exception is about it.',
  remedy: {
    text: 'Delete the exception and mend what it covered, or have it granted again with a new end.',
  },
  look: ({ policyExceptions }, { clock }) =>
    policyExceptions.map(({ object, until }) => {
      const end = Date.parse(until ?? '');
      if (Number.isNaN(end))
        return open(object, `${object} does not say when it ends`);
      return clock.isPast(end)
        ? bad(object, `${object} ended at ${until}`)
        : good(object, `ends at ${until}`);
    }),
});

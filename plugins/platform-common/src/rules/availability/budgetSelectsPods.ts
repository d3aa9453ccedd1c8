import { bad, examineRule, good, open } from '../examine';

/** A budget that bears the service's name protects something. */
export const budgetSelectsPods = examineRule({
  id: 'budget-selects-pods',
  category: 'availability',
  title: 'Its disruption budgets select pods',
  why: 'A budget whose selector matches nothing looks like protection and is none.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services with a disruption budget of their name' },
  facts: ['namedBudgets'],
  expected: 'a selector that matches pods',
  good: 'Every budget of its name selects pods.',
  none: 'No budget bears its name.',
  remedy: {
    text: 'Give the budget the labels of the pods that it should protect, or delete it.',
  },
  look: ({ namedBudgets }) =>
    namedBudgets.map(({ object, selects }) => {
      if (selects === 'unknown')
        return open(object, `whether ${object} selects pods cannot be seen`);
      return selects === 'pods'
        ? good(object, 'selects pods')
        : bad(object, `${object} selects no pod`);
    }),
});

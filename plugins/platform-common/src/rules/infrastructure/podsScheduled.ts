import { bad, examineRule, good } from '../examine';

const PATIENCE = 10 * 60 * 1000;

/** Every pod has found a node. */
export const podsScheduled = examineRule({
  id: 'pods-scheduled',
  category: 'infrastructure',
  title: 'Every pod has found a node',
  why: 'A pod that no node takes does nothing, and a cluster that is full takes no pod after the next restart either.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with pods' },
  facts: ['podPlaces'],
  expected: 'on a node within ten minutes',
  good: 'Every pod is on a node.',
  none: 'No pod of it runs at present.',
  remedy: {
    text: 'Read why no node takes the pod: add room, or correct its requests, selectors, tolerations or claims.',
  },
  look: ({ podPlaces }, { clock }) =>
    podPlaces.map(({ pod, node, unplacedSince, message }) => {
      if (node || !unplacedSince) return good(pod, 'placed');
      return clock.isPast(Date.parse(unplacedSince) + PATIENCE)
        ? bad(pod, `no node takes ${pod}${message ? `: ${message}` : ''}`)
        : good(pod, 'waits for a node, not long');
    }),
});

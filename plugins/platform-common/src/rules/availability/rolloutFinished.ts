import { bad, examineRule, good } from '../examine';

/** No rollout is stuck beyond its deadline. */
export const rolloutFinished = examineRule({
  id: 'rollout-finished',
  category: 'availability',
  title: 'The last rollout finished',
  why: 'A rollout that is stuck leaves two versions side by side, and the next change waits behind it.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with a Deployment' },
  facts: ['rollouts'],
  expected: 'done within its deadline, or under way',
  good: 'No rollout is stuck.',
  none: 'It has no Deployment.',
  remedy: {
    text: 'Look at the newest pods: they do not become ready. Mend the cause, or roll back.',
    runbook: 'platform-health-check',
  },
  look: ({ rollouts }) =>
    rollouts.map(({ object, stuck, message }) =>
      stuck
        ? bad(object, `${object} is stuck${message ? `: ${message}` : ''}`)
        : good(object, 'not stuck'),
    ),
});

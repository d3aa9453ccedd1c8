import { bad, examineRule, good, open } from '../examine';

/** The service's own word about itself is good. */
export const healthEndpointGood = examineRule({
  id: 'health-endpoint-good',
  category: 'availability',
  title: 'It says itself that it is well',
  why: 'Pods can be ready while the service inside them is not: only its own word tells.',
  weight: 8,
  level: 'bronze',
  appliesTo: { sentence: 'Services that say how they are' },
  facts: ['ownHealth'],
  expected: 'a good answer',
  good: 'It says that it is well.',
  none: 'It has no word of its own.',
  remedy: {
    text: 'Follow what it says about itself: the request and its answer are on the Platform tab.',
    runbook: 'platform-health-check',
  },
  look: ({ ownHealth }) =>
    ownHealth.map(({ verdict, statement, request }) => {
      if (verdict === 'unknown') return open([], statement);
      return verdict === 'good'
        ? good([], `${request}: ${statement}`)
        : bad([], `${request}: ${statement}`);
    }),
});

import { bad, examineRule, good } from '../examine';

const PATIENCE = 30 * 60 * 1000;

/** No challenge of a certificate is stuck. */
export const challengeReachable = examineRule({
  id: 'challenge-reachable',
  version: 2,
  category: 'access',
  title: 'Challenges for its certificates are answered',
  why: 'A challenge that cannot be reached means no new certificate; the old one ends all the same.',
  weight: 3,
  level: 'silver',
  appliesTo: { sentence: 'Services whose hosts have a challenge under way' },
  facts: ['challenges'],
  expected: 'answered within half an hour',
  good: 'No challenge is stuck.',
  none: 'No challenge is under way for its hosts.',
  remedy: {
    text: 'Let /.well-known/acme-challenge/ through whatever stands before the Ingress (tunnel, login, redirect), or use DNS-01.',
    runbook: 'certificate-pending',
  },
  look: ({ challenges }, { clock }) =>
    challenges.map(one => {
      const { object, host, state, reason, since, reachable, said } = one;
      const seen = `${host}: ${state}${reason ? `, ${reason}` : ''}`;
      if (/invalid|expired|errored/.test(state)) return bad(object, seen);
      if (state === 'valid') return good(object, seen);
      // One whose way is closed does not come to an end by waiting.
      if (reachable === false)
        return bad(object, `${seen}; asked from outside, ${said}`);
      return clock.isPast(Date.parse(since ?? '') + PATIENCE)
        ? bad(object, seen)
        : good(object, `${seen}, not for long`);
    }),
});

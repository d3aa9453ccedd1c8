import { bad, examineRule, good, open } from '../examine';

/** What people type into their browser answers. */
export const externalAddressAnswers = examineRule({
  id: 'external-address-answers',
  category: 'access',
  title: 'Its external addresses answer',
  why: 'Inside everything can be well while nobody gets in.',
  weight: 6,
  level: 'bronze',
  acceptsEvidence: true,
  appliesTo: { sentence: 'Services with an external address' },
  facts: ['externalAnswers'],
  expected: 'an answer below 500, a login included',
  good: 'Every external address answers.',
  none: 'It has no external address.',
  remedy: {
    text: 'Follow the way from outside: name, tunnel or load balancer, Ingress, Service.',
  },
  look: ({ externalAnswers }) =>
    externalAnswers.map(({ host, status, reason }) => {
      if (status === undefined)
        return reason
          ? bad([], `${host} does not answer: ${reason}`)
          : open([], `${host} was not asked from outside`);
      return status < 500
        ? good([], `${host} answers ${status}`)
        : bad([], `${host} answers ${status}`);
    }),
});

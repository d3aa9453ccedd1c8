import { examineRule } from '../examine';
import { readExternalAnswer } from '../facts/externalAnswer';

/** What people type into their browser answers. */
export const externalAddressAnswers = examineRule({
  id: 'external-address-answers',
  version: 2,
  category: 'access',
  title: 'Its external addresses answer',
  why: 'Inside everything can be well while nobody gets in.',
  weight: 6,
  level: 'bronze',
  acceptsEvidence: true,
  appliesTo: { sentence: 'Services with an external address' },
  facts: ['externalAnswers'],
  expected:
    'an answer below 500; one of a login in front says nothing of the service',
  good: 'Every external address answers.',
  none: 'It has no external address.',
  remedy: {
    text: 'Follow the way from outside: name, tunnel or load balancer, Ingress, Service.',
  },
  look: ({ externalAnswers }) =>
    externalAnswers.map(answer => {
      const { sight, said } = readExternalAnswer(answer);
      return { sight, objects: [], observed: said };
    }),
});

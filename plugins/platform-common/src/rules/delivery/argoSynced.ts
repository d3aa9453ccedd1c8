import { bad, examineRule, good, open } from '../examine';

/** Argo CD has brought it to what is written. */
export const argoSynced = examineRule({
  id: 'argo-synced',
  version: 2,
  category: 'delivery',
  title: 'Argo CD has synchronised it',
  why: 'What is written and not applied is a change that waits for the worst moment.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Services that Argo CD deploys' },
  facts: ['applications'],
  expected: 'Synced',
  good: 'It is what is written.',
  none: 'Argo CD does not deploy it.',
  remedy: {
    text: 'Look at the difference in Argo CD: synchronise it, or write down what was changed by hand.',
  },
  look: ({ applications }) =>
    applications.map(({ object, name, sync, running, message, unsure }) => {
      if (unsure) return open(object, unsure);
      if (sync === 'Synced') return good(object, `${name} is synchronised`);
      if (running) return good(object, `${name} is being synchronised`);
      return bad(object, `${name} is ${sync}${message ? `: ${message}` : ''}`);
    }),
});

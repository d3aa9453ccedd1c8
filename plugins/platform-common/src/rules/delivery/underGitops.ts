import { bad, examineRule, good, open } from '../examine';

/** What runs is put there by something that can do it again. */
export const underGitops = examineRule({
  id: 'under-gitops',
  version: 2,
  category: 'delivery',
  title: 'It is deployed from a repository',
  why: 'What a hand has put there, a hand has to put there again after a loss, from memory.',
  weight: 4,
  level: 'silver',
  appliesTo: {
    sentence: 'Services that the cluster does not bring with it',
    matches: ({ system }) => system !== 'substrate',
  },
  facts: ['gitops'],
  expected: 'an application or a manifest for every workload',
  good: 'Every workload comes from a repository.',
  none: 'It has no workload.',
  remedy: {
    text: 'Write its manifests into the repository and let Argo CD deploy them.',
    template: 'service-manifests',
  },
  look: ({ gitops }) =>
    gitops.map(({ object, by, because }) => {
      if (by === 'unknown') return open(object, `${object}: ${because}`);
      return by === 'nobody'
        ? bad(object, `${object}: ${because}`)
        : good(object, because);
    }),
});

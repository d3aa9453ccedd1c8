import { bad, examineRule, good, open } from '../examine';

/** Its Secrets are made by a manager and not by hand. */
export const secretsFromManager = examineRule({
  id: 'secrets-from-manager',
  category: 'security',
  title: 'Its Secrets come from a manager',
  why: 'A Secret that a hand made is changed by no rotation, and lost with the cluster.',
  weight: 4,
  level: 'gold',
  acceptsEvidence: true,
  appliesTo: { sentence: 'Services that use Secrets' },
  facts: ['secretSources'],
  expected: 'an ExternalSecret, SealedSecret or the like that makes it',
  good: 'Every Secret comes from a manager.',
  none: 'It uses no Secret.',
  remedy: {
    text: 'Let an ExternalSecret fill it from Vault, or seal it; then change the value that was readable.',
  },
  look: ({ secretSources }) =>
    secretSources.map(({ secret, from, because }) => {
      if (from === 'unknown') return open(secret, `${secret}: ${because}`);
      return from === 'managed'
        ? good(secret, because)
        : bad(secret, `${secret}: ${because}`);
    }),
});

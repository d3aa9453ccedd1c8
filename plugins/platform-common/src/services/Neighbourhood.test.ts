import fc from 'fast-check';
import { indexObjects, InventoryObject } from '../kubernetes';
import { PROFILES } from '../profiles';
import { unitLabel, unitName } from './Candidate';
import { Draft, draftGroups } from './draftGroups';
import { findCandidates, sortCandidates } from './findCandidates';
import { Neighbourhood } from './Neighbourhood';

const WORDS = ['db', 'curves', 'curves-api', 'trino', 'redis', 'curves-api-v2'];

const drafts = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...WORDS),
      app: fc.option(fc.constantFrom(...WORDS), { nil: undefined }),
    }),
    { selector: ({ name }) => name },
  )
  .map(workloads => {
    const objects = workloads.map(
      ({ name, app }): InventoryObject => ({
        cluster: 'demo',
        object: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: {
            name,
            namespace: 'data',
            ...(app ? { labels: { app } } : {}),
          },
          spec: { template: {} },
        },
        source: { kind: 'cluster', name: 'demo' },
        observedAt: '2026-11-21T12:00:00.000Z',
      }),
    );
    return draftGroups(
      sortCandidates(findCandidates(indexObjects(objects), PROFILES)),
    );
  });

const namesOf = ({ stem, profile, parts }: Draft) => [
  stem,
  ...(profile ? [profile.id] : []),
  ...parts.map(({ candidate }) => unitName(candidate.unit)),
];

const isCalled = ({ stem, profile, parts }: Draft, word: string) =>
  stem === word ||
  profile?.id === word ||
  parts.some(({ candidate }) => unitLabel(candidate.unit, 'app') === word);

describe('Neighbourhood', () => {
  it('finds what a look at every draft would find', () => {
    fc.assert(
      fc.property(
        drafts,
        fc.constantFrom(...WORDS),
        fc.constantFrom('', '-', '-x', '-api-cleanup'),
        (near, word, rest) => {
          const neighbourhood = new Neighbourhood(near);
          expect(neighbourhood.calledBy(word)).toBe(
            near.find(draft => isCalled(draft, word)),
          );
          const name = `${word}${rest}`;
          const prefixes = near
            .flatMap(draft => namesOf(draft).map(prefix => ({ draft, prefix })))
            .filter(
              ({ prefix }) =>
                prefix.length >= 3 && name.startsWith(`${prefix}-`),
            )
            .sort((a, b) => b.prefix.length - a.prefix.length);
          expect(neighbourhood.withPrefixOf(name)).toEqual(prefixes[0]);
          const { drafts: own } = neighbourhood.ofProfile('trino');
          expect(own).toEqual(
            near.filter(({ profile }) => profile?.id === 'trino'),
          );
        },
      ),
    );
  });
});

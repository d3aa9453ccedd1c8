import { Entity } from '@backstage/catalog-model';
import { ORPHANED_ANNOTATION } from '../build/markOrphaned';
import { MissingEntity } from './EntitySync';
import { judgeMissing, MissingContext } from './judgeMissing';

const entity = (name: string, cluster: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { '254carbon.com/cluster': cluster } },
});
const missingOf = (count: number, cluster: string, inherited = true) =>
  new Map<string, MissingEntity>(
    Array.from({ length: count }, (_, n) => [
      `component:default/${cluster}-${n}`,
      { entity: entity(`${cluster}-${n}`, cluster), inherited },
    ]),
  );
const state = (name: string, whole: boolean) => ({
  name,
  whole,
  phase: 'reading' as const,
  kinds: [],
});
const context = (more: Partial<MissingContext> = {}): MissingContext => ({
  clusters: [state('whole', true), state('partly', false)],
  released: new Set(),
  offered: new Map([
    ['whole', 50],
    ['partly', 50],
  ]),
  ...more,
});
const fates = (
  missing: ReadonlyMap<string, MissingEntity>,
  given: MissingContext = context(),
) => {
  const { fateOf, heldBack } = judgeMissing(missing, given);
  return { fates: [...missing.keys()].map(fateOf), heldBack };
};

describe('judgeMissing', () => {
  it('lets go of what this process saw and sees no longer, however many', () => {
    expect(fates(missingOf(40, 'whole', false)).fates).toEqual(
      Array(40).fill('remove'),
    );
  });

  it('keeps everything of a cluster of which not every kind was read', () => {
    for (const inherited of [true, false]) {
      expect(fates(missingOf(2, 'partly', inherited)).fates).toEqual([
        'keep',
        'keep',
      ]);
    }
  });

  it.each([
    [5, 3, 'remove'],
    [6, 10, 'keep'],
    [10, 50, 'remove'],
    [20, 50, 'keep'],
    [1, 0, 'keep'],
  ])(
    'of %d that an earlier process saw, beside %d that are there: %s',
    (count, there, fate) => {
      const given = context({ offered: new Map([['whole', there]]) });
      const { fates: found, heldBack } = fates(
        missingOf(count, 'whole'),
        given,
      );
      expect(new Set(found)).toEqual(new Set([fate]));
      expect(heldBack).toHaveLength(fate === 'keep' ? 1 : 0);
    },
  );

  it('believes an operator', () => {
    const given = context({ released: new Set(['whole', 'gone']) });
    expect(new Set(fates(missingOf(49, 'whole'), given).fates)).toEqual(
      new Set(['remove']),
    );
    expect(fates(missingOf(3, 'gone'), given).fates).toEqual(
      Array(3).fill('remove'),
    );
  });

  it('marks what belongs to no configured cluster, once', () => {
    const [orphan] = fates(missingOf(1, 'gone')).fates;
    expect(orphan).toMatchObject({
      metadata: {
        annotations: {
          [ORPHANED_ANNOTATION]: expect.stringContaining(
            'Cluster gone is no longer configured; ',
          ),
        },
      },
    });
    const again = new Map([
      [
        'component:default/gone-0',
        { entity: orphan as Entity, inherited: true },
      ],
    ]);
    expect(fates(again).fates).toEqual([orphan]);
  });
});

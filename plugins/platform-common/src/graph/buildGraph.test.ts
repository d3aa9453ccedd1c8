import fc from 'fast-check';
import { service } from '../rules/testing/world';
import { blastRadius } from '../services/blastRadius';
import { buildGraph } from './buildGraph';
import { indexDependents } from './indexDependents';

function of(
  id: string,
  needs: string[],
  confidence: 'likely' | 'possible' = 'likely',
) {
  return service({
    id,
    dependencies: needs.map(to => ({
      to,
      source: 'inferred',
      confidence,
      evidence: [
        { what: 'env', object: `Deployment ${id}`, source: 'inferred' },
      ],
    })),
  });
}

const shape = (services: ReturnType<typeof of>[], id: string) =>
  buildGraph(services, id).nodes.map(
    node => `${node.id} ${node.direction} ${node.distance}`,
  );

describe('buildGraph', () => {
  it('goes up and down as far as that goes, and leaves out the rest', () => {
    const services = [
      of('superset', ['trino']),
      of('trino', ['hive', 'minio']),
      of('hive', ['minio']),
      of('minio', []),
      of('kafka', []),
    ];
    expect(shape(services, 'trino')).toEqual([
      'trino self 0',
      'hive up 1',
      'minio up 1',
      'superset down 1',
    ]);
    expect(buildGraph(services, 'trino').edges).toHaveLength(4);
  });

  it('says what is meant to be down, and what is being worked on', () => {
    const declared = {
      reason: 'It moves',
      owner: 'group:default/lake',
      until: '2026-02-01T00:00:00.000Z',
      declaredBy: 'portal' as const,
      source: { kind: 'person' as const, name: 'user:default/somebody' },
    };
    const services = [
      of('a', ['b', 'c']),
      { ...of('b', []), expectedDown: declared },
      {
        ...of('c', []),
        maintenance: { ...declared, from: '2026-01-01T00:00:00.000Z' },
      },
    ];
    expect(buildGraph(services, 'a').nodes).toMatchObject([
      { id: 'a', expectedDown: false, maintenance: false },
      { id: 'b', expectedDown: true, maintenance: false },
      { id: 'c', expectedDown: false, maintenance: true },
    ]);
  });

  it('ends in circles, and says so', () => {
    const services = [of('a', ['b']), of('b', ['c']), of('c', ['a'])];
    expect(shape(services, 'a')).toEqual(['a self 0', 'b both 1', 'c both 1']);
  });

  it('shows what is needed and not known, as unknown', () => {
    const { nodes } = buildGraph([of('a', ['lost'])], 'a');
    expect(nodes[1]).toMatchObject({ id: 'lost', state: 'unknown' });
  });

  it('shows what is only possible, and follows it no further', () => {
    const services = [
      of('a', ['b'], 'possible'),
      of('b', ['c'], 'possible'),
      of('c', []),
    ];
    expect(shape(services, 'a')).toEqual(['a self 0', 'b up 1']);
    expect(shape(services, 'c')).toEqual(['c self 0', 'b down 1']);
  });
});

describe('indexDependents', () => {
  it('gives what blastRadius gives, for any services', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const services = fc.tuple(
      ...ids.map(id =>
        fc
          .tuple(
            fc.subarray(ids),
            fc.constantFrom('likely' as const, 'possible' as const),
          )
          .map(([needed, confidence]) => of(id, needed, confidence)),
      ),
    );
    fc.assert(
      fc.property(services, all => {
        const dependentsOf = indexDependents(all);
        for (const id of ids) {
          expect(dependentsOf(id)).toEqual(blastRadius(all, id));
        }
      }),
    );
  });
});

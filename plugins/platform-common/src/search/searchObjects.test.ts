import fc from 'fast-check';
import { InventoryObject, KubernetesObject } from '../kubernetes';
import { searchObjects, wordsOf } from './searchObjects';

function object(
  kind: string,
  name: string,
  namespace?: string,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}) },
  };
}

function seen(
  kind: string,
  name: string,
  namespace?: string,
  cluster = 'demo',
): InventoryObject {
  return {
    cluster,
    object: object(kind, name, namespace),
    source: { kind: 'cluster', name: cluster },
    observedAt: '2026-11-21T12:00:00.000Z',
  };
}

const OBSERVED = [
  seen('Pod', 'trino-worker-0', 'data'),
  seen('Deployment', 'trino-worker', 'data'),
  seen('Service', 'trino', 'data'),
  seen('Deployment', 'trino', 'data'),
  seen('Deployment', 'trino', 'data', 'edge'),
  seen('Namespace', 'data'),
];

function search(text: string, rest: object = {}) {
  return searchObjects({
    observed: OBSERVED,
    declared: [],
    serviceOf: () => undefined,
    text,
    limit: 10,
    ...rest,
  });
}

const named = (text: string, rest: object = {}) =>
  search(text, rest).objects.map(
    ({ cluster, kind, name }) => `${cluster} ${kind} ${name}`,
  );

describe('searchObjects', () => {
  it('puts the whole name first, workloads before the rest', () => {
    expect(named('trino')).toEqual([
      'demo Deployment trino',
      'edge Deployment trino',
      'demo Service trino',
      'demo Deployment trino-worker',
      'demo Pod trino-worker-0',
    ]);
  });

  it('takes kind, namespace and name in any order and case', () => {
    for (const text of ['deployment/data/trino', 'TRINO data Deployment']) {
      expect(named(text, { cluster: 'demo' })[0]).toBe('demo Deployment trino');
    }
    expect(named('trino minio')).toEqual([]);
  });

  it('leaves out Kubernetes events unless they are asked for', () => {
    const observed = [seen('Event', 'trino.8eff', 'data'), OBSERVED[3]];
    expect(named('trino', { observed })).toEqual(['demo Deployment trino']);
    expect(named('event trino', { observed })).toEqual([
      'demo Event trino.8eff',
    ]);
  });

  it('tells how many there are in all', () => {
    expect(search('trino', { limit: 2 })).toMatchObject({ total: 5 });
    expect(search('trino', { limit: 2 }).objects).toHaveLength(2);
  });

  it('says whether it was observed, declared, or both', () => {
    const { objects } = search('trino', {
      observed: [OBSERVED[3], OBSERVED[1]],
      declared: [
        { object: object('Deployment', 'trino', 'data') },
        { object: object('Deployment', 'trino-new', 'data'), cluster: 'demo' },
      ],
    });
    expect(objects.map(({ name, presence }) => `${name} ${presence}`)).toEqual([
      'trino both',
      'trino-new declared',
      'trino-worker observed',
    ]);
  });

  it('tells the service, and since when it is stale', () => {
    const stale = { ...OBSERVED[3], staleSince: '2026-11-21T11:00:00.000Z' };
    expect(
      search('trino', { observed: [stale], serviceOf: () => 'trino' }).objects,
    ).toMatchObject([{ serviceId: 'trino', staleSince: stale.staleSince }]);
  });

  it('gives only what fits every word, whatever the words are', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const words = wordsOf(text);
        for (const { kind, namespace, name } of search(text).objects) {
          const all = `${kind} ${namespace ?? ''} ${name}`.toLowerCase();
          expect(words.every(word => all.includes(word))).toBe(true);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import {
  deployment,
  ingress,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import {
  indexObjects,
  KubernetesObject,
  matchesSelector,
  parseImage,
  parseQuantity,
} from '.';

describe('matchesSelector', () => {
  it.each([
    [{}, {}, true],
    [{ matchLabels: { a: '1' } }, { a: '1', b: '2' }, true],
    [{ matchLabels: { a: '1' } }, { a: '2' }, false],
    [{ matchLabels: { a: '1' } }, undefined, false],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['1', '2'] }] },
      { a: '2' },
      true,
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
      { a: '2' },
      false,
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] },
      {},
      true,
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] },
      { a: '1' },
      false,
    ],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { a: '' }, true],
    [
      { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
      { a: '' },
      false,
    ],
    [
      { matchExpressions: [{ key: 'toString', operator: 'Exists' }] },
      {},
      false,
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
      { a: '2' },
      false,
    ],
  ])('%j on %j is %s', (selector, labels, result) => {
    expect(matchesSelector(selector, labels as Record<string, string>)).toBe(
      result,
    );
  });
});

describe('parseImage', () => {
  it.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.25', { repository: 'nginx', tag: '1.25' }],
    ['trinodb/trino:436', { repository: 'trinodb/trino', tag: '436' }],
    ['ghcr.io/a/b/c:1', { registry: 'ghcr.io', repository: 'a/b/c', tag: '1' }],
    ['localhost:5000/x', { registry: 'localhost:5000', repository: 'x' }],
    ['localhost/x:2', { registry: 'localhost', repository: 'x', tag: '2' }],
    [
      'quay.io/x/y:1@sha256:abc',
      {
        registry: 'quay.io',
        repository: 'x/y',
        tag: '1',
        digest: 'sha256:abc',
      },
    ],
    ['', { repository: '' }],
  ])('%s', (image, parts) => {
    expect(parseImage(image)).toEqual(parts);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(typeof parseImage(text).repository).toBe('string');
      }),
    );
  });
});

describe('parseQuantity', () => {
  it.each([
    ['250m', 0.25],
    ['2', 2],
    ['1.5', 1.5],
    ['2Gi', 2147483648],
    ['1k', 1000],
    ['1e3', 1000],
    ['100n', 1e-7],
    [3, 3],
    ['', undefined],
    ['2GB', undefined],
    [undefined, undefined],
  ])('%s', (text, number) => {
    const parsed = parseQuantity(text);
    expect(parsed === undefined).toBe(number === undefined);
    expect(parsed ?? 0).toBeCloseTo(number ?? 0, 10);
  });
});

describe('KubernetesIndex', () => {
  const objects: KubernetesObject[] = [
    ...deployment('web', { replicas: 2 }),
    ...deployment('web', { namespace: 'other' }),
    service('web', 'web', { http: 80 }),
    ingress('web', 'web.example.com', 'web'),
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'data' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'data' },
      spec: { selector: { matchLabels: { app: 'web' } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e1', namespace: 'data' },
      involvedObject: { kind: 'Deployment', namespace: 'data', name: 'web' },
    },
  ];
  const index = indexObjects([
    ...objects.map(object => seen(object)),
    ...objects.map(object => seen(object, 'second')),
  ]);
  const find = (kind: string, name: string, cluster = 'demo') =>
    index.get({ cluster, kind, namespace: 'data', name })!;

  it('keeps clusters and namespaces apart', () => {
    const web = find('Deployment', 'web');
    expect(web.cluster).toBe('demo');
    expect(index.podsOf(web)).toHaveLength(2);
    expect(index.podsOf(web).every(({ cluster }) => cluster === 'demo')).toBe(
      true,
    );
    expect(index.byKind('Deployment')).toHaveLength(4);
    expect(
      index.byKind('Deployment', { cluster: 'demo', namespace: 'other' }),
    ).toHaveLength(1);
  });

  it('relates Services, Ingresses, autoscalers, budgets and events', () => {
    const web = find('Deployment', 'web');
    const front = find('Service', 'web');
    expect(index.servicesOf(web)).toEqual([front]);
    expect(index.podsOfService(front)).toHaveLength(2);
    expect(index.workloadsOfService(front)).toEqual([web]);
    expect(index.ingressesOf(web)).toEqual([find('Ingress', 'web')]);
    expect(index.autoscalersOf(web)).toHaveLength(1);
    expect(index.disruptionBudgetsOf(web)).toHaveLength(1);
    expect(index.eventsOf(web)).toHaveLength(1);
  });

  it('finds the pods of a Deployment when ReplicaSets cannot be read', () => {
    const blind = indexObjects(
      objects
        .filter(({ kind }) => kind !== 'ReplicaSet')
        .map(object => seen(object)),
    );
    const web = blind.get({
      cluster: 'demo',
      kind: 'Deployment',
      namespace: 'data',
      name: 'web',
    })!;
    expect(blind.podsOf(web)).toHaveLength(2);
  });

  it('finds claims by volume and by template', () => {
    const set: KubernetesObject = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'data' },
      spec: {
        volumeClaimTemplates: [{ metadata: { name: 'storage' } }],
        template: {
          spec: {
            volumes: [{ persistentVolumeClaim: { claimName: 'extra' } }],
          },
        },
      },
    };
    const claim = (name: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'data' },
    });
    const names = [
      'storage-db-0',
      'storage-db-12',
      'storage-db-x',
      'extra',
      'none',
    ];
    const small = indexObjects(
      [set, ...names.map(claim)].map(object => seen(object)),
    );
    expect(
      small
        .claimsOf(small.objects[0])
        .map(({ object }) => object.metadata.name),
    ).toEqual(['storage-db-0', 'storage-db-12', 'extra']);
  });

  it('survives owners that own each other', () => {
    const a = pod('a', {
      owner: {
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'b',
        uid: 'uid-Pod-data-b',
      },
    });
    const b = pod('b', {
      owner: {
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'a',
        uid: 'uid-Pod-data-a',
      },
    });
    const ring = indexObjects([seen(a), seen(b)]);
    expect(ring.ownersOf(ring.objects[0])).toHaveLength(1);
    expect(ring.podsOf(ring.objects[0])).toHaveLength(1);
  });
});

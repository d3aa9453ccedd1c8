import fc from 'fast-check';
import {
  cronJob,
  custom,
  deployment,
  ingress,
  job,
  pod,
  seen,
  service,
} from '../__fixtures__/objects';
import {
  InventoryObject,
  isWorkload,
  KubernetesObject,
  objectKey,
} from '../kubernetes';
import { PROFILES } from '../profiles';
import { Grouping, groupObjects } from '.';

function group(
  objects: readonly KubernetesObject[],
  cluster?: string,
): Grouping {
  return groupObjects({
    objects: objects.map(object => seen(object, cluster)),
    profiles: PROFILES,
  });
}

/** Names of workloads by service id. */
function shape({ groups }: Grouping): Record<string, string[]> {
  return Object.fromEntries(
    groups.map(({ id, workloads }) => [
      id,
      workloads.map(({ entry }) => entry.object.metadata.name),
    ]),
  );
}

const TRINO = [
  ...deployment('trino-coordinator', { image: 'trinodb/trino:436' }),
  ...deployment('trino-worker', { image: 'trinodb/trino:436', replicas: 2 }),
  service('trino', 'trino-coordinator', { http: 8080 }),
  ingress('trino', 'trino.example.com', 'trino'),
];

describe('groupServices', () => {
  it('makes no service of a custom resource that is only called like one of a system', () => {
    const cluster = (apiVersion: string): KubernetesObject => ({
      apiVersion,
      kind: 'Cluster',
      metadata: { name: 'main', namespace: 'data', uid: apiVersion },
      spec: {},
    });
    expect(shape(group([cluster('cluster.x-k8s.io/v1beta1')]))).toEqual({});
    expect(
      shape(
        group([
          cluster('cluster.x-k8s.io/v1beta1'),
          cluster('postgresql.cnpg.io/v1'),
        ]),
      ),
    ).toEqual({ postgresql: ['main'] });
  });

  it('keeps the id of what Knative runs, whichever revision that is', () => {
    const revision = (number: string, replicas: number) =>
      deployment(`hello-${number}-deployment`, {
        image: 'example/hello:1',
        replicas,
        labels: {
          app: `hello-${number}`,
          'serving.knative.dev/service': 'hello',
        },
      });
    expect(shape(group(revision('00001', 1)))).toEqual({
      hello: ['hello-00001-deployment'],
    });
    expect(
      shape(group([...revision('00001', 0), ...revision('00002', 1)])),
    ).toEqual({ hello: ['hello-00001-deployment', 'hello-00002-deployment'] });
  });

  it('makes one service of the workloads of one installation', () => {
    const result = group(TRINO);
    expect(shape(result)).toEqual({
      trino: ['trino-coordinator', 'trino-worker'],
    });
    const [trino] = result.groups;
    expect(trino.services.map(({ object }) => object.metadata.name)).toEqual([
      'trino',
    ]);
    expect(trino.ingresses).toHaveLength(1);
    expect(trino.workloads[1].pods).toHaveLength(2);
    expect(trino.explanation[0]).toBe(
      'Deployment trino-coordinator: recognised as Trino by label app=trino-coordinator',
    );
  });

  it('tells two installations in one namespace apart by their names', () => {
    const result = group([
      ...deployment('orders-postgres', { image: 'postgres:15' }),
      ...deployment('billing-postgres', { image: 'postgres:15' }),
    ]);
    expect(Object.keys(shape(result))).toEqual([
      'billing-postgres',
      'orders-postgres',
    ]);
    expect(result.groups[0].title).toBe('PostgreSQL (billing-postgres)');
  });

  it('tells a release apart from a hand-made workload of the same name', () => {
    const labels = {
      'app.kubernetes.io/name': 'redis',
      'app.kubernetes.io/instance': 'cache',
    };
    const result = group([
      ...deployment('redis', { image: 'redis:7' }),
      ...deployment('redis-master', { image: 'bitnami/redis:7', labels }),
      ...deployment('redis-replicas', { image: 'bitnami/redis:7', labels }),
    ]);
    expect(shape(result)).toEqual({
      redis: ['redis'],
      cache: ['redis-master', 'redis-replicas'],
    });
  });

  it('calls the only installation by its profile, whatever its name', () => {
    expect(
      Object.keys(
        shape(group(deployment('kong-postgres', { image: 'postgres:15' }))),
      ),
    ).toEqual(['postgresql']);
  });

  it('gives the same id in two namespaces a suffix, and says so', () => {
    const result = group([
      ...deployment('minio', { image: 'minio/minio:1', namespace: 'a' }),
      ...deployment('minio', { image: 'minio/minio:1', namespace: 'b' }),
    ]);
    expect(Object.keys(shape(result))).toEqual(['minio-a', 'minio-b']);
    expect(result.groups[0].explanation.join('\n')).toContain(
      'called minio-a, because minio exists in namespace a of cluster demo and in namespace b of cluster demo',
    );
  });

  it('gives the same id in two clusters a suffix', () => {
    const objects = deployment('minio', { image: 'minio/minio:1' });
    const result = groupObjects({
      objects: [
        ...objects.map(object => seen(object, 'east')),
        ...objects.map(object => seen(object, 'west')),
      ],
      profiles: PROFILES,
    });
    expect(Object.keys(shape(result))).toEqual(['minio-east', 'minio-west']);
  });

  it('makes a service of what no profile knows, by its labels and names', () => {
    const result = group([
      ...deployment('curves-api'),
      ...deployment('curves-worker'),
      ...deployment('reports'),
      ...deployment('shop-cart', {
        labels: { 'app.kubernetes.io/part-of': 'shop' },
      }),
      ...deployment('shop-pay', {
        labels: { 'app.kubernetes.io/part-of': 'shop' },
      }),
    ]);
    expect(shape(result)).toEqual({
      curves: ['curves-api', 'curves-worker'],
      reports: ['reports'],
      shop: ['shop-cart', 'shop-pay'],
    });
    expect(result.groups[1].owner).toBe('group:default/platform-engineering');
  });

  it('does not take the name of an umbrella for the name of a service', () => {
    const labels = { 'app.kubernetes.io/part-of': 'data' };
    const result = group([
      ...deployment('data-redis', { image: 'redis:7', labels }),
      ...deployment('data-minio', { image: 'minio/minio:1', labels }),
      ...deployment('data-orders', { labels }),
      ...deployment('data-reports', { labels }),
    ]);
    expect(Object.keys(shape(result))).toEqual([
      'data-orders',
      'data-reports',
      'minio',
      'redis',
    ]);
  });

  it('does not call a service by a word that names no service', () => {
    const result = group(
      deployment('lake-operator', {
        labels: { 'app.kubernetes.io/name': 'operator' },
      }),
    );
    expect(Object.keys(shape(result))).toEqual(['lake-operator']);
  });

  it('gives jobs to the service that they serve', () => {
    const nightly = cronJob('trino-compaction');
    const result = group([
      ...TRINO,
      job('trino-init', { state: 'Complete' }),
      nightly,
      job('trino-compaction-1', {
        owner: {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: 'trino-compaction',
          uid: nightly.metadata.uid!,
        },
      }),
      cronJob('archive'),
      job('one-off', { state: 'Complete' }),
      job('migration', { state: 'Failed' }),
    ]);
    expect(shape(result)).toEqual({
      archive: ['archive'],
      migration: ['migration'],
      trino: [
        'trino-coordinator',
        'trino-worker',
        'trino-compaction',
        'trino-init',
      ],
    });
    const left = result.explanations.find(({ key }) => key.includes('one-off'));
    expect(left).toMatchObject({
      because: expect.stringContaining('has ended and belongs to no service'),
    });
    expect(left?.serviceId).toBeUndefined();
    expect(result.groups.find(({ id }) => id === 'archive')?.type).toBe(
      'scheduled-job',
    );
  });

  it('follows custom resources, also those that are not read', () => {
    const kafka = custom('kafka.strimzi.io/v1beta2', 'Kafka', 'events');
    const set = {
      ...custom('core.strimzi.io/v1beta2', 'StrimziPodSet', 'events-kafka'),
    };
    set.metadata.ownerReferences = [
      {
        apiVersion: 'x',
        kind: 'Kafka',
        name: 'events',
        uid: kafka.metadata.uid!,
      },
    ];
    const result = group([
      kafka,
      set,
      pod('events-kafka-0', {
        owner: {
          apiVersion: 'x',
          kind: 'StrimziPodSet',
          name: set.metadata.name,
          uid: set.metadata.uid!,
        },
      }),
      pod('lake-1', {
        owner: {
          apiVersion: 'x',
          kind: 'Warehouse',
          name: 'lake',
          uid: 'gone',
        },
      }),
      pod('lake-2', {
        owner: {
          apiVersion: 'x',
          kind: 'Warehouse',
          name: 'lake',
          uid: 'gone',
        },
      }),
    ]);
    expect(shape(result)).toEqual({
      kafka: ['events'],
      lake: ['lake-1', 'lake-2'],
    });
    expect(result.groups[0].workloads[0].pods).toHaveLength(1);
  });

  it('gives a certificate challenge to cert-manager, wherever its pod runs', () => {
    const result = group([
      ...deployment('cert-manager', {
        namespace: 'cert-manager',
        image: 'quay.io/jetstack/cert-manager-controller:v1',
      }),
      pod('cm-acme-http-solver-x', {
        image: 'quay.io/jetstack/cert-manager-acmesolver:v1',
        owner: {
          apiVersion: 'acme.cert-manager.io/v1',
          kind: 'Challenge',
          name: 'c',
          uid: 'gone',
        },
      }),
    ]);
    expect(Object.keys(shape(result))).toEqual(['cert-manager']);
  });

  it('groups static pods as the control plane', () => {
    const node = { apiVersion: 'v1', kind: 'Node', name: 'cpu', uid: 'n' };
    const labels = { tier: 'control-plane' };
    const result = group(
      ['etcd-cpu', 'kube-apiserver-cpu'].map(name =>
        pod(name, { namespace: 'kube-system', labels, owner: node }),
      ),
    );
    expect(shape(result)).toEqual({
      'kubernetes-control-plane': ['etcd-cpu', 'kube-apiserver-cpu'],
    });
  });

  it('lets annotations rename, merge, exclude, own and describe', () => {
    const result = group([
      ...deployment('a', {
        annotations: {
          '254carbon.com/service': 'Curves',
          '254carbon.com/owner': 'quants',
        },
      }),
      ...deployment('b', {
        annotations: { '254carbon.com/service': 'curves' },
      }),
      ...deployment('c', { annotations: { '254carbon.com/exclude': 'true' } }),
      service('a', 'a', { http: 80 }),
      ingress('a', 'a.example.com', 'a', {
        'portal.254carbon.com/service-name': 'Forward curves',
        'portal.254carbon.com/service-description': 'Prices of tomorrow.',
      }),
    ]);
    expect(shape(result)).toEqual({ curves: ['a', 'b'] });
    expect(result.groups[0]).toMatchObject({
      owner: 'group:default/quants',
      title: 'Forward curves',
      description: 'Prices of tomorrow.',
    });
    expect(
      result.explanations.find(({ key }) => key.endsWith('Deployment data/c'))
        ?.because,
    ).toContain('254carbon.com/exclude');
  });

  it.each<
    [
      string,
      { own?: object; labels?: object; space?: object; spaceLabels?: object },
      string,
      string,
    ]
  >([
    [
      'our annotation before the common words of the same place',
      { own: { '254carbon.com/owner': 'a', 'a8r.io/owner': 'b' } },
      'group:default/a',
      'Deployment orders',
    ],
    [
      'a common word on the workload before ours on the namespace',
      { labels: { team: 'b' }, space: { '254carbon.com/owner': 'a' } },
      'group:default/b',
      'Deployment orders (team)',
    ],
    [
      'ours on the namespace before common words there',
      { space: { '254carbon.com/owner': 'a', 'a8r.io/owner': 'b' } },
      'group:default/a',
      'Namespace data',
    ],
    [
      'common words of the namespace before the default',
      { spaceLabels: { 'acme.com/team': 'c' } },
      'group:default/c',
      'Namespace data (acme.com/team)',
    ],
    [
      'the default when only tools have written',
      { labels: { owner: 'helm', 'app.kubernetes.io/managed-by': 'Helm' } },
      'group:default/platform-engineering',
      'because nobody has declared an owner',
    ],
  ])('owns by the nearest word: %s', (_, said, owner, because) => {
    const namespace: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'data',
        annotations: { ...said.space },
        labels: { ...said.spaceLabels },
      },
    };
    const [orders, ...rest] = deployment('orders', {
      annotations: { ...said.own },
    });
    orders.metadata.labels = { ...orders.metadata.labels, ...said.labels };
    const [found] = group([namespace, orders, ...rest]).groups;
    expect(found.owner).toBe(owner);
    expect(found.explanation.at(-1)).toContain(because);
    expect(found.caveats).toEqual([]);
  });

  it('lets our annotation on one part stand against common words on another, without a caveat', () => {
    const [found] = group([
      ...deployment('orders-api', {
        annotations: { 'a8r.io/owner': 'b', 'a8r.io/description': 'Orders.' },
      }),
      ...deployment('orders-worker', {
        annotations: { '254carbon.com/owner': 'a' },
      }),
    ]).groups;
    expect(found).toMatchObject({
      owner: 'group:default/a',
      description: 'Orders.',
      caveats: [],
    });
  });

  it('takes exclusion and ownership from the namespace', () => {
    const namespace: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'sandbox',
        annotations: { '254carbon.com/exclude': 'true' },
      },
    };
    const result = group([
      namespace,
      ...deployment('x', { namespace: 'sandbox' }),
    ]);
    expect(result.groups).toHaveLength(0);
    expect(
      result.explanations.every(({ serviceId }) => serviceId === undefined),
    ).toBe(true);
  });

  it('works on manifests, which have neither uid nor pods', () => {
    const declared = TRINO.filter(
      ({ kind }) => kind === 'Deployment' || kind === 'Service',
    ).map(object => {
      const { uid, ...metadata } = object.metadata;
      return { ...object, metadata, status: undefined };
    });
    const [trino] = group(declared).groups;
    expect(trino.id).toBe('trino');
    expect(trino.services).toHaveLength(1);
  });
});

const NAMES = [
  'trino-coordinator',
  'trino-worker',
  'redis',
  'redis-master',
  'orders-api',
  'orders-web',
  'x',
  'minio',
  'kong-postgres',
  'a-very-long-name-that-goes-on-and-on-until-nobody-remembers-its-start',
];
const IMAGES = [
  'trinodb/trino:1',
  'redis:7',
  'postgres:15',
  'mine/orders:1',
  'minio/minio:1',
];
const SPACES = ['data', 'kong', 'kube-system'];

type Build = (name: string, options: object) => KubernetesObject[];
const BUILDERS: Record<'Deployment' | 'CronJob' | 'Job' | 'Pod', Build> = {
  Deployment: deployment,
  CronJob: (name, options) => [cronJob(name, options)],
  Job: (name, options) => [job(name, options)],
  Pod: (name, options) => [pod(name, options)],
};

const someObjects = fc
  .array(
    fc.record({
      kind: fc.constantFrom('Deployment' as const, 'CronJob', 'Job', 'Pod'),
      name: fc.constantFrom(...NAMES),
      namespace: fc.constantFrom(...SPACES),
      image: fc.constantFrom(...IMAGES),
      labels: fc.dictionary(
        fc.constantFrom(
          'app.kubernetes.io/part-of',
          'app.kubernetes.io/name',
          'app.kubernetes.io/instance',
        ),
        fc.constantFrom('shop', 'orders', 'data', 'redis'),
      ),
      annotations: fc.dictionary(
        fc.constantFrom(
          '254carbon.com/service',
          '254carbon.com/exclude',
          '254carbon.com/owner',
        ),
        fc.constantFrom('true', 'Böse', 'orders'),
        { maxKeys: 1 },
      ),
      cluster: fc.constantFrom('east', 'west'),
    }),
    { maxLength: 14 },
  )
  .map(specs => {
    const byIdentity = new Map<string, InventoryObject>();
    for (const { kind, name, cluster, ...options } of specs) {
      for (const object of BUILDERS[kind](name, options))
        byIdentity.set(
          `${cluster} ${objectKey(object)}`,
          seen(object, cluster),
        );
    }
    return [...byIdentity.values()];
  });

function digest({ groups, explanations }: Grouping): string {
  return JSON.stringify([
    groups.map(item => [
      item.id,
      item.title,
      item.owner,
      item.system,
      item.workloads.map(({ entry, pods }) => [
        entry.cluster,
        objectKey(entry.object),
        pods.length,
      ]),
      item.explanation,
    ]),
    explanations,
  ]);
}

describe('grouping, whatever the platform', () => {
  it('does not depend on the order of the objects', () => {
    fc.assert(
      fc.property(
        someObjects.chain(objects =>
          fc.tuple(
            fc.constant(objects),
            fc.shuffledSubarray(objects, { minLength: objects.length }),
          ),
        ),
        ([objects, shuffled]) => {
          const one = groupObjects({ objects, profiles: PROFILES });
          // Another list, so that nothing is taken from the first grouping.
          const profiles = [...PROFILES];
          const other = groupObjects({ objects: shuffled, profiles });
          expect(digest(other)).toBe(digest(one));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('puts every workload into exactly one service or says why not', () => {
    fc.assert(
      fc.property(someObjects, objects => {
        const { groups, explanations } = groupObjects({
          objects,
          profiles: PROFILES,
        });
        for (const entry of objects.filter(({ object }) =>
          isWorkload(object),
        )) {
          const key = objectKey(entry.object);
          const said = explanations.filter(
            item => item.key === key && item.cluster === entry.cluster,
          );
          expect(said).toHaveLength(1);
          expect(said[0].because).not.toBe('');
          const inGroups = groups.filter(({ workloads }) =>
            workloads.some(workload => workload.entry === entry),
          );
          expect(inGroups.length).toBeLessThanOrEqual(1);
          const where = inGroups.map(({ id }) => id);
          expect([[], [said[0].serviceId]]).toContainEqual(where);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives unique ids that can name entities', () => {
    fc.assert(
      fc.property(someObjects, objects => {
        const ids = groupObjects({ objects, profiles: PROFILES }).groups.map(
          ({ id }) => id,
        );
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids)
          expect(id).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      }),
      { numRuns: 150 },
    );
  });
});

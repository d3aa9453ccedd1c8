import fc from 'fast-check';
import {
  custom,
  deployment,
  ingress,
  seen,
  service,
} from '../__fixtures__/objects';
import { indexObjects, JsonObject, KubernetesObject } from '../kubernetes';
import { ServiceDependency } from '../model';
import { PROFILES } from '../profiles';
import { findDependencies, groupServices, walkDependencies } from '.';

function edges(objects: readonly KubernetesObject[]) {
  const index = indexObjects(objects.map(object => seen(object)));
  const groups = groupServices({ objects: index, profiles: PROFILES });
  return { groups, found: findDependencies({ groups, index }) };
}

function of(
  objects: readonly KubernetesObject[],
  id: string,
): Record<string, ServiceDependency> {
  const list = edges(objects).found.get(id)?.edges ?? [];
  return Object.fromEntries(list.map(edge => [edge.to, edge]));
}

const STORES = [
  ...deployment('minio', { image: 'minio/minio:1' }),
  service('minio-service', 'minio', { api: 9000 }),
  ...deployment('kong-postgres', { image: 'postgres:15', namespace: 'kong' }),
  service('kong-postgres', 'kong-postgres', { pg: 5432 }, 'kong'),
  ...deployment('redis', { image: 'redis:7' }),
  service('redis', 'redis', { tcp: 6379 }),
];

const app = (container: JsonObject, name = 'curves') =>
  deployment(name, { container });

const env = (name: string, value: string) => ({ env: [{ name, value }] });

describe('what the configuration of a service shows', () => {
  it.each<[string, JsonObject, string, string | undefined]>([
    [
      'a full address with its port',
      env('X', 'http://minio-service.data.svc:9000/b'),
      'minio',
      'certain',
    ],
    [
      'a short address with its port',
      env('X', 'redis:6379'),
      'redis',
      'certain',
    ],
    [
      'a full address with another port',
      env('X', 'minio-service.data.svc:1'),
      'minio',
      'likely',
    ],
    [
      'a whole value that is a host',
      env('REDIS_HOST', 'redis'),
      'redis',
      'likely',
    ],
    [
      'an address without a port',
      env('X', 'http://redis/0'),
      'redis',
      'likely',
    ],
    [
      'a dotted name in a text',
      env('X', 'see minio-service.data'),
      'minio',
      'possible',
    ],
    ['an image tag', env('X', 'redis:7'), 'redis', undefined],
    [
      'an image tag that could be a port',
      { args: ['--image=redis:72'] },
      'redis',
      undefined,
    ],
    ['a mere word', { args: ['--cache', 'redis'] }, 'redis', undefined],
    [
      'a word in another word',
      env('REDIS_HOST', 'redis-of-others'),
      'redis',
      undefined,
    ],
    [
      'a Service of another namespace by its short name',
      env('PG_HOST', 'kong-postgres'),
      'postgresql',
      undefined,
    ],
    [
      'the same name elsewhere in the world',
      env('URL', 'https://minio.example.com'),
      'minio',
      undefined,
    ],
  ])('%s', (_, container, to, confidence) => {
    const edge = of([...STORES, ...app(container)], 'curves')[to];
    expect(edge?.confidence).toBe(confidence);
    expect(edge?.source).toBe(confidence && 'inferred');
  });

  it('says where it was seen, and nothing of what stands around it', () => {
    const edge = of(
      [
        ...STORES,
        ...app(
          env('DB_URL', 'postgresql://u:s3cret@kong-postgres.kong:5432/x'),
        ),
      ],
      'curves',
    ).postgresql;
    expect(edge.evidence).toEqual([
      {
        what: 'env DB_URL names kong-postgres.kong:5432',
        object: 'Deployment data/curves',
        path: 'spec.template.spec.containers[main].env[DB_URL]',
        source: 'inferred',
      },
    ]);
    expect(JSON.stringify(edge)).not.toContain('s3cret');
  });

  it('reads mounted configuration, and of a single key only that key', () => {
    const config: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'conf', namespace: 'data' },
      data: { a: 'http://redis:6379', b: 'http://minio-service:9000' },
    };
    const single = app({
      env: [
        {
          name: 'A',
          valueFrom: { configMapKeyRef: { name: 'conf', key: 'a' } },
        },
      ],
    });
    const found = of([...STORES, config, ...single], 'curves');
    expect(Object.keys(found)).toEqual(['redis']);
    expect(found.redis.evidence[0]).toMatchObject({
      object: 'ConfigMap data/conf',
      path: 'data[a]',
    });
  });

  it('takes a file that names everything for a list', () => {
    const many = Array.from({ length: 7 }, (_, at) => `app${at}`);
    const config: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'targets', namespace: 'data' },
      data: { all: many.map(name => `http://${name}:80`).join(' ') },
    };
    const found = of(
      [
        ...many.flatMap(name => [
          ...deployment(name),
          service(name, name, { http: 80 }),
        ]),
        config,
        ...app({ envFrom: [{ configMapRef: { name: 'targets' } }] }),
      ],
      'curves',
    );
    expect(Object.keys(found)).toEqual(many);
    for (const { confidence } of Object.values(found))
      expect(confidence).toBe('possible');
  });

  it('reads the custom resources of a service', () => {
    const found = of(
      [
        ...STORES,
        ...deployment('velero', { image: 'velero/velero:v1' }),
        custom('velero.io/v1', 'BackupStorageLocation', 'main', {
          spec: { config: { s3Url: 'http://minio-service.data:9000' } },
        }),
      ],
      'velero',
    ).minio;
    expect(found.source).toBe('declared');
    expect(found.confidence).toBe('certain');
    expect(found.evidence.map(({ path, source }) => [source, path])).toEqual([
      ['declared', 'dependsOn'],
      ['inferred', 'spec.config.s3Url'],
    ]);
  });

  it('guesses at most from an address of the edge', () => {
    const found = of(
      [
        ...STORES,
        ingress('minio', 's3.example.com', 'minio-service'),
        ...app(env('S3', 'https://s3.example.com')),
      ],
      'curves',
    ).minio;
    expect(found.confidence).toBe('possible');
  });
});

describe('texts of workloads', () => {
  /** How often the environment of a workload is read beside these objects. */
  function readsBeside(others: readonly KubernetesObject[]): number {
    let reads = 0;
    const container = {
      name: 'main',
      get env() {
        reads += 1;
        return [{ name: 'X', value: 'http://redis.data.svc:6379' }];
      },
    };
    const own = deployment('curves');
    const { template } = own[0].spec as { template: { spec: JsonObject } };
    template.spec.containers = [container];
    edges([...others, ...own]);
    return reads;
  }

  it('are read where a host may lead to a service, and only there', () => {
    expect(readsBeside(STORES)).toBeGreaterThan(0);
    const edge = ingress('redis', 'redis.example.com', 'redis');
    expect(
      readsBeside([
        ...deployment('redis'),
        service('redis', 'redis', {}),
        edge,
      ]),
    ).toBeGreaterThan(0);
    expect(readsBeside(deployment('redis'))).toBe(0);
  });
});

describe('what people and profiles declare', () => {
  it('keeps it apart from what is seen, and is sure when both agree', () => {
    const declared = deployment('curves', {
      annotations: { '254carbon.com/depends-on': 'redis, curves, nobody' },
      container: env('S3', 'http://minio-service:9000'),
    });
    const found = of([...STORES, ...declared], 'curves');
    expect(Object.keys(found)).toEqual(['minio', 'redis']);
    expect(
      edges([...STORES, ...declared]).found.get('curves')?.caveats,
    ).toEqual([
      'Deployment data/curves declares that it depends on nobody, which is no service; correct the annotation 254carbon.com/depends-on',
    ]);
    expect(found.redis).toMatchObject({
      source: 'declared',
      confidence: 'certain',
    });
    expect(found.minio.source).toBe('inferred');
  });

  it('takes a profile for likely until it is seen', () => {
    const trino = deployment('trino', { image: 'trinodb/trino:1' });
    expect(of([...STORES, ...trino], 'trino').minio).toMatchObject({
      source: 'declared',
      confidence: 'likely',
    });
  });
});

describe('what NetworkPolicies let through', () => {
  const policy = (spec: JsonObject, namespace = 'data'): KubernetesObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'some', namespace },
    spec,
  });
  const pods = (name: string) => ({
    podSelector: { matchLabels: { app: name } },
  });

  it('is possible, from either end', () => {
    const out = of(
      [
        ...STORES,
        ...deployment('curves'),
        policy({ ...pods('curves'), egress: [{ to: [pods('redis')] }] }),
      ],
      'curves',
    ).redis;
    expect(out).toMatchObject({
      source: 'inferred',
      confidence: 'possible',
      evidence: [{ object: 'NetworkPolicy data/some', path: 'spec.egress[0]' }],
    });
    const space: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'data', labels: { team: 'quants' } },
    };
    const into = of(
      [
        ...STORES,
        space,
        ...deployment('curves'),
        policy(
          {
            ...pods('kong-postgres'),
            ingress: [
              {
                from: [
                  {
                    ...pods('curves'),
                    namespaceSelector: { matchLabels: { team: 'quants' } },
                  },
                ],
              },
            ],
          },
          'kong',
        ),
      ],
      'curves',
    );
    expect(into.postgresql.confidence).toBe('possible');
  });

  it('says nothing when it lets everybody through', () => {
    const wide = policy({
      podSelector: {},
      egress: [{}, { to: [{ podSelector: {} }] }],
    });
    expect(
      edges([...STORES, ...deployment('curves'), wide]).found.get('curves'),
    ).toEqual({ edges: [], caveats: [] });
  });
});

describe('edges, whatever the platform', () => {
  const names = ['redis', 'minio', 'curves', 'data', 'trino'];
  const text = fc
    .array(
      fc.constantFrom(
        ...names,
        ...names.map(name => `${name}.data`),
        ...names.map(name => `http://${name}:80/`),
        'redis:6379',
        '://',
        '@',
        ' ',
        'x',
      ),
      { maxLength: 6 },
    )
    .map(parts => parts.join(''));
  const platform = fc
    .array(
      fc.record({
        name: fc.constantFrom(...names),
        key: fc.constantFrom('HOST', 'X', 'DB_URL'),
        value: text,
        dependsOn: fc.constantFrom('', ...names),
      }),
      { maxLength: 6 },
    )
    .map(list =>
      list.flatMap(({ name, key, value, dependsOn }) => [
        ...deployment(name, {
          container: env(key, value),
          annotations: { '254carbon.com/depends-on': dependsOn },
        }),
        service(name, name, { http: 80 }),
      ]),
    );

  it('lead to other services that exist, once each, with proof', () => {
    fc.assert(
      fc.property(platform, objects => {
        const { groups, found } = edges(objects);
        const ids = new Set(groups.map(({ id }) => id));
        for (const [from, { edges: list }] of found) {
          const targets = list.map(({ to }) => to);
          expect(new Set(targets).size).toBe(targets.length);
          expect([...targets].sort()).toEqual(targets);
          for (const { to, source, evidence, confidence } of list) {
            expect(to).not.toBe(from);
            expect(ids.has(to)).toBe(true);
            expect(evidence.length).toBeGreaterThan(0);
            expect(source).toBe(evidence[0].source);
            expect(`${source} ${confidence}`).not.toBe('declared possible');
          }
        }
      }),
    );
  });

  it('stay the same nothing for those that have none, whoever comes', () => {
    const quiet = deployment('curves', { image: 'registry.example.com/a:1' });
    const before = edges(quiet).found.get('curves');
    const after = edges([...quiet, ...STORES]).found.get('curves');
    expect(before).toEqual({ edges: [], caveats: [] });
    expect(after).toBe(before);
  });

  it('do not depend on the order of the objects', () => {
    fc.assert(
      fc.property(platform, objects => {
        const one = edges(objects).found;
        const unique = new Map(
          objects.map(item => [`${item.kind} ${item.metadata.name}`, item]),
        );
        fc.pre(unique.size === objects.length);
        const other = edges([...objects].reverse()).found;
        expect([...other].sort()).toEqual([...one].sort());
      }),
    );
  });

  it('are walked once each, both ways, nearest first', () => {
    const graph = fc.array(
      fc.tuple(fc.nat(7), fc.nat(7)).filter(([a, b]) => a !== b),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(graph, pairs => {
        const nodes = Array.from({ length: 8 }, (_, at) => ({
          id: `s${at}`,
          dependencies: [
            ...new Set(pairs.filter(([a]) => a === at).map(([, b]) => b)),
          ].map(
            (b): ServiceDependency => ({
              to: `s${b}`,
              source: 'inferred',
              confidence: 'certain',
              evidence: [],
            }),
          ),
        }));
        for (const { id } of nodes) {
          const down = walkDependencies(nodes, id, { direction: 'dependents' });
          expect(down.map(item => item.id)).not.toContain(id);
          expect(new Set(down.map(item => item.id)).size).toBe(down.length);
          for (const [at, { depth, path }] of down.entries()) {
            expect(path).toHaveLength(depth + 1);
            expect(path[0]).toBe(id);
            expect(depth).toBeGreaterThanOrEqual(down[at - 1]?.depth ?? 1);
          }
          // Whoever is hit by the fall of one stands on it.
          for (const hit of down) {
            const up = walkDependencies(nodes, hit.id, {
              direction: 'dependencies',
            });
            expect(up.find(item => item.id === id)?.depth).toBe(hit.depth);
          }
          const near = walkDependencies(nodes, id, {
            direction: 'dependents',
            depth: 1,
          });
          expect(near).toEqual(down.filter(({ depth }) => depth === 1));
        }
      }),
    );
  });

  it('are walked as far as they are sure', () => {
    const edge = (to: string, confidence: ServiceDependency['confidence']) => ({
      to,
      source: 'inferred' as const,
      confidence,
      evidence: [],
    });
    const nodes = [
      { id: 'a', dependencies: [edge('b', 'possible')] },
      { id: 'b', dependencies: [edge('c', 'likely')] },
      { id: 'c', dependencies: [] },
    ];
    const walk = (atLeast?: ServiceDependency['confidence']) =>
      walkDependencies(nodes, 'c', { direction: 'dependents', atLeast }).map(
        ({ id, confidence }) => `${id} ${confidence}`,
      );
    expect(walk()).toEqual(['b likely']);
    expect(walk('possible')).toEqual(['b likely', 'a possible']);
    expect(walk('certain')).toEqual([]);
  });
});

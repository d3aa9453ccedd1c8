import { InventoryObject, KubernetesObject } from '../../kubernetes';
import { ClusterState, failed, observed, Observation } from '../../model';
import { DeclaredObject, DeclaredTree } from '../types';
import { compareDeclared } from './compareDeclared';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const AT = new Date(NOW).toISOString();

const object = (
  kind: string,
  name: string,
  more: Partial<KubernetesObject> = {},
): KubernetesObject => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name, namespace: 'data' },
  ...more,
});

const declare = (
  one: KubernetesObject,
  more: Partial<DeclaredObject> = {},
): DeclaredObject => ({
  object: one,
  origin: { source: 'git', path: `${one.metadata.name}.yaml`, line: 3 },
  redacted: [],
  ...more,
});

const treeOf = (
  objects: DeclaredObject[],
  more: Partial<DeclaredTree> = {},
): DeclaredTree => ({
  source: 'git',
  files: 1,
  objects,
  artefacts: [],
  problems: [],
  notRendered: [],
  ...more,
});

const SOURCE = { kind: 'manifest', name: 'git' } as const;
const good = (tree: DeclaredTree): Observation<DeclaredTree> =>
  observed({ value: tree, now: NOW, source: SOURCE });

const see = (
  one: KubernetesObject,
  more: Partial<InventoryObject> = {},
): InventoryObject => ({
  cluster: 'demo',
  object: one,
  source: { kind: 'cluster', name: 'demo' },
  observedAt: AT,
  ...more,
});

const cluster = (more: Partial<ClusterState> = {}): ClusterState => ({
  name: 'demo',
  phase: 'reading',
  kinds: [
    'v1/configmaps',
    'apps/v1/deployments',
    'networking.k8s.io/v1/ingresses',
    'networking.k8s.io/v1/networkpolicies',
  ].map(resource => ({ resource, ok: true, count: 1 })),
  ...more,
});

const compare = (
  tree: DeclaredTree,
  objects: InventoryObject[],
  clusters = [cluster()],
) =>
  compareDeclared({ declared: [good(tree)], observed: { objects, clusters } });

describe('compareDeclared', () => {
  it('says of each object whether it is declared, observed, or both, and where', () => {
    const both = object('ConfigMap', 'both', { data: { a: '1' } });
    const other = object('ConfigMap', 'other', { data: { a: '2' } });
    const result = compare(
      treeOf([
        declare(both),
        declare({ ...other, data: { a: '1' } }),
        declare(object('ConfigMap', 'git-only')),
      ]),
      [see(both), see(other), see(object('ConfigMap', 'cluster-only'))],
    );
    expect(result.objects.map(one => [one.object.name, one.verdict])).toEqual([
      ['both', 'same'],
      ['other', 'different'],
      ['git-only', 'only-declared'],
      ['cluster-only', 'only-observed'],
    ]);
    expect(result.objects[1]).toMatchObject({
      origins: [{ path: 'other.yaml', line: 3 }],
      differences: [{ path: 'data.a', declared: '"1"', observed: '"2"' }],
      observedAt: AT,
    });
    expect(result.counts).toEqual({
      same: 1,
      different: 1,
      present: 0,
      'only-declared': 1,
      'only-observed': 1,
      unknown: 0,
    });
  });

  it.each<[string, Partial<ClusterState>]>([
    ['the cluster has not been read', { phase: 'connecting' }],
    ['the cluster fails', { phase: 'failing' }],
    [
      'the kind fails',
      {
        kinds: [
          {
            resource: 'v1/configmaps',
            ok: false,
            count: 0,
            reason: 'forbidden',
          },
        ],
      },
    ],
    ['the kind is not read', { kinds: [] }],
  ])('does not call missing what is not seen because %s', (_, state) => {
    const result = compare(
      treeOf([declare(object('ConfigMap', 'a'))]),
      [],
      [cluster(state)],
    );
    expect(result.objects[0].verdict).toBe('unknown');
    expect(result.objects[0].reason).toMatch(/\S/);
  });

  it('does not judge by what is stale', () => {
    const one = object('ConfigMap', 'a', { data: { a: '1' } });
    const stale = { staleSince: AT };
    const result = compare(treeOf([declare({ ...one, data: { a: '2' } })]), [
      see(one, stale),
      see(object('ConfigMap', 'b'), stale),
    ]);
    expect(result.objects.map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(result.objects[0].differences).toHaveLength(1);
  });

  it('compares with the last good tree, and calls nothing undeclared, while a source fails', () => {
    const one = object('ConfigMap', 'a');
    const broken = failed({
      reason: 'No answer.',
      now: NOW,
      source: SOURCE,
      previous: good(treeOf([declare(one)])),
    });
    const result = compareDeclared({
      declared: [broken],
      observed: {
        objects: [see(one), see(object('ConfigMap', 'b'))],
        clusters: [cluster()],
      },
    });
    expect(result.objects.map(({ verdict }) => verdict)).toEqual([
      'same',
      'unknown',
    ]);
    expect(result.caveats[0]).toContain('No answer.');
  });

  it('compares nothing while nothing was ever read', () => {
    const never = failed<DeclaredTree>({
      reason: 'No answer.',
      now: NOW,
      source: SOURCE,
    });
    const observedNow = {
      objects: [see(object('ConfigMap', 'a'))],
      clusters: [cluster()],
    };
    expect(
      compareDeclared({ declared: [never], observed: observedNow }),
    ).toMatchObject({
      objects: [],
      caveats: [/No answer/].map(() => expect.stringContaining('No answer.')),
    });
    expect(
      compareDeclared({ declared: [], observed: observedNow }).caveats,
    ).toEqual(['No manifests are configured.']);
  });

  it('calls nothing undeclared that a broken file names, or that something not rendered may hold', () => {
    const problem = {
      kind: 'syntax',
      path: 'x.yaml',
      line: 7,
      message: 'm',
      cure: 'c',
      mentions: ['named'],
    } as const;
    const chart = {
      kind: 'chart',
      path: 'charts/x',
      reason: 'no helm',
      namespaces: ['charted'],
    } as const;
    const result = compare(
      treeOf([], {
        problems: [{ ...problem, mentions: ['named'] }],
        notRendered: [{ ...chart, namespaces: ['charted'] }],
      }),
      [
        see(object('ConfigMap', 'named')),
        see(
          object('ConfigMap', 'a', {
            metadata: { name: 'a', namespace: 'charted' },
          }),
        ),
        see(object('ConfigMap', 'free')),
      ],
    );
    expect(
      result.objects.map(({ verdict, reason }) => `${verdict} ${reason}`),
    ).toEqual([
      'unknown x.yaml:7 names it and cannot be read.',
      'unknown charts/x is not rendered and may declare it.',
      'only-observed It is in the cluster, and no manifest declares it.',
    ]);
  });

  it('calls nothing undeclared while a part of the tree cannot be read', () => {
    const problem = {
      kind: 'unreadable',
      path: 'k8s/closed',
      line: 1,
      message: 'm',
      cure: 'c',
    } as const;
    const result = compare(treeOf([], { problems: [problem] }), [
      see(object('ConfigMap', 'a')),
    ]);
    expect(result.objects).toMatchObject([
      {
        verdict: 'unknown',
        reason: 'k8s/closed cannot be read and may declare it.',
      },
    ]);
  });

  it('leaves out what controllers and servers make, and counts it', () => {
    const owned = object('ConfigMap', 'owned', {
      metadata: {
        name: 'owned',
        namespace: 'data',
        ownerReferences: [
          { apiVersion: 'x/v1', kind: 'Kafka', name: 'k', uid: 'u' },
        ],
      },
    });
    const claim = object('PersistentVolumeClaim', 'data-db-0');
    const result = compare(treeOf([]), [
      see(owned),
      see(object('Pod', 'p')),
      see(object('StatefulSet', 'db')),
      see(claim),
      see(object('ConfigMap', 'kube-root-ca.crt')),
    ]);
    expect(result.objects.map(one => one.object.name)).toEqual(['db']);
    expect(result.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it.each<[string, string, Partial<KubernetesObject['metadata']>]>([
    ['an OpenShift', 'ConfigMap', { namespace: 'openshift-monitoring' }],
    ['an OpenShift', 'ConfigMap', { name: 'openshift-service-ca.crt' }],
    ['a GKE', 'ConfigMap', { namespace: 'gke-managed-system' }],
    ['a Rancher', 'ConfigMap', { namespace: 'cattle-system' }],
    [
      'a k3s',
      'ConfigMap',
      { annotations: { 'objectset.rio.cattle.io/owner-gvk': 'k3s.cattle.io' } },
    ],
    ['an OLM', 'Deployment', { labels: { 'olm.owner': 'operator.v1' } }],
  ])('asks of nobody to declare what %s brings', (_, kind, metadata) => {
    const brought = object(kind, 'brought');
    brought.metadata = { ...brought.metadata, ...metadata };
    const result = compare(treeOf([]), [
      see(brought),
      see(
        object(kind, 'own', { metadata: { name: 'own', namespace: 'shop' } }),
      ),
    ]);
    expect(result.objects.map(one => one.object.name)).toEqual(['own']);
  });

  it('does not hold an autoscaler against the manifest, wherever the autoscaler is written', () => {
    const web = object('Deployment', 'web', { spec: { replicas: 2 } });
    const scaler: KubernetesObject = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'data' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
    };
    const running = see({ ...web, spec: { replicas: 6 } });
    const verdict = (tree: DeclaredTree, more: InventoryObject[] = []) =>
      compare(tree, [running, ...more]).objects[0].verdict;
    expect(verdict(treeOf([declare(web)]))).toBe('different');
    expect(verdict(treeOf([declare(web)]), [see(scaler)])).toBe('same');
    expect(verdict(treeOf([declare(web), declare(scaler)]))).toBe('same');
  });

  it('finds the namespace that a manifest does not name', () => {
    const bare = (name: string) =>
      object('ConfigMap', name, { metadata: { name } });
    const inNamespace = (name: string, namespace: string) =>
      see(object('ConfigMap', name, { metadata: { name, namespace } }));
    const result = compare(
      treeOf([
        declare(bare('a'), { appliedTo: 'target' }),
        declare(bare('b')),
        declare({ ...bare('c'), kind: 'Namespace' }),
      ]),
      [
        inNamespace('a', 'target'),
        inNamespace('b', 'default'),
        see({ ...bare('c'), kind: 'Namespace' }),
      ],
    );
    expect(result.objects.map(({ verdict }) => verdict)).toEqual([
      'same',
      'same',
      'same',
    ]);
  });

  it('takes one object of two overlays for one, and compares with the closer', () => {
    const one = (value: string) =>
      object('ConfigMap', 'a', { data: { a: value } });
    const result = compare(
      treeOf([declare(one('staging')), declare(one('production'))]),
      [see(one('production'))],
    );
    expect(result.objects).toHaveLength(1);
    expect(result.objects[0]).toMatchObject({
      verdict: 'same',
      origins: [{}, {}],
    });
  });

  it('compares across versions of an API by labels only, and says so', () => {
    const old: KubernetesObject = {
      ...object('Deployment', 'web'),
      apiVersion: 'apps/v1beta1',
      spec: { replicas: 1 },
    };
    const result = compare(treeOf([declare(old)]), [
      see(object('Deployment', 'web', { spec: { replicas: 3 } })),
    ]);
    expect(result.objects[0]).toMatchObject({
      verdict: 'same',
      reason: expect.stringContaining('apps/v1beta1'),
    });
  });

  it('keeps a tree to its cluster', () => {
    const one = object('ConfigMap', 'a');
    const clusters = [cluster(), cluster({ name: 'edge' })];
    const result = compare(
      treeOf([declare(one)], { cluster: 'demo' }),
      [see(one, { cluster: 'edge' })],
      clusters,
    );
    expect(result.objects).toMatchObject([
      { verdict: 'only-declared', object: { cluster: 'demo' } },
    ]);
    expect(result.leftOut).toEqual([
      { reason: 'no manifests are read for the cluster edge', count: 1 },
    ]);
  });

  it('compares tens of thousands of objects in about a second', () => {
    const many = Array.from({ length: 20_000 }, (_, at) =>
      object('ConfigMap', `m${at}`, { data: { a: '1' } }),
    );
    const started = Date.now();
    const result = compare(
      treeOf(many.map(one => declare(one))),
      many.map(one => see(one)),
    );
    expect(result.counts.same).toBe(20_000);
    expect(Date.now() - started).toBeLessThan(4_000);
  });
});

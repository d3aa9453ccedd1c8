import { InventoryObject, KubernetesObject } from '../../kubernetes';
import { ClusterState, Observation } from '../../model';
import { DeclaredTree } from '../types';
import { compareDeclared } from './compareDeclared';
import { NamedKind } from './NamedKind';

const AT = '2026-01-01T00:00:00.000Z';

const role = (name: string, namespace?: string): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

const treeOf = (
  objects: KubernetesObject[],
  cluster?: string,
): Observation<DeclaredTree> => ({
  ok: true,
  observedAt: AT,
  source: { kind: 'manifest', name: 'git' },
  value: {
    source: 'git',
    ...(cluster ? { cluster } : {}),
    files: 1,
    objects: objects.map(object => ({
      object,
      origin: { source: 'git', path: 'roles.yaml', line: 1 },
      redacted: [],
    })),
    artefacts: [],
    problems: [],
    notRendered: [],
  },
});

const clusterOf = (name: string): ClusterState => ({
  name,
  phase: 'reading',
  kinds: [{ resource: 'v1/pods', ok: true, count: 0 }],
});

const named = (
  cluster: string,
  names: string[] | 'forbidden' | 'stale',
): NamedKind => ({
  cluster,
  group: 'rbac.authorization.k8s.io',
  kind: 'Role',
  names: Array.isArray(names)
    ? {
        ok: true,
        value: new Set(names),
        observedAt: AT,
        source: { kind: 'cluster', name: cluster },
      }
    : {
        ok: false,
        reason: `Cluster ${cluster} forbids to list roles; grant list.`,
        since: AT,
        source: { kind: 'cluster', name: cluster },
        ...(names === 'stale'
          ? { lastGood: { value: new Set(['data/a']), observedAt: AT } }
          : {}),
      },
});

function compare(
  tree: Observation<DeclaredTree>,
  known: NamedKind[],
  clusters = ['demo'],
) {
  const objects: InventoryObject[] = [];
  const observed = { objects, clusters: clusters.map(clusterOf), named: known };
  return compareDeclared({ declared: [tree], observed }).objects.map(
    ({ object, verdict }) => `${object.cluster} ${object.name} ${verdict}`,
  );
}

describe('what is known by name', () => {
  const tree = treeOf([role('a', 'data'), role('b', 'data')]);

  it('is there or is not, and is never said to be the same', () => {
    expect(compare(tree, [named('demo', ['data/a', 'other/b'])])).toEqual([
      'demo a present',
      'demo b only-declared',
    ]);
  });

  it.each(['forbidden', 'stale'] as const)(
    'is unknown while names are %s',
    names => {
      expect(compare(tree, [named('demo', names)])).toEqual([
        'demo a unknown',
        'demo b unknown',
      ]);
    },
  );

  it('is unknown while nobody has asked', () => {
    expect(compare(tree, [])).toEqual(['demo a unknown', 'demo b unknown']);
  });

  it('is told of each cluster that has it, and missed only when all can say', () => {
    const both = ['one', 'two'];
    expect(
      compare(tree, [named('one', ['data/a']), named('two', ['data/a'])], both),
    ).toEqual(['one a present', 'two a present', ' b only-declared']);
    expect(
      compare(tree, [named('one', []), named('two', 'forbidden')], both),
    ).toEqual([' a unknown', ' b unknown']);
    const own = treeOf([role('a', 'data')], 'two');
    expect(
      compare(own, [named('one', ['data/a']), named('two', [])], both),
    ).toEqual(['two a only-declared']);
  });

  it('is found in the default namespace, and without one, when the manifest names none', () => {
    const free = treeOf([role('a'), role('b')]);
    expect(compare(free, [named('demo', ['default/a', '/b'])])).toEqual([
      'demo a present',
      'demo b present',
    ]);
  });
});

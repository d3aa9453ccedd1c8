import { KubernetesObject } from '../kubernetes';
import { observed } from '../model';
import { assembleTree } from './assembleTree';
import { compareDeclared } from './compare/compareDeclared';
import { findApplications } from './findApplications';
import { parseManifestFile } from './parseFile';
import { planReleases } from './planReleases';
import { planTree } from './planTree';

const REPOSITORY = 'https://git.example.com/org/gitops.git';

function partsOf(
  files: Record<string, string>,
  repository: string | undefined = REPOSITORY,
) {
  const paths = Object.keys(files).sort();
  const parsed = new Map(
    paths.map(path => [
      path,
      parseManifestFile(path, Buffer.from(files[path])),
    ]),
  );
  const plan = planTree(paths, parsed);
  return {
    source: 'git',
    repository,
    paths,
    parsed,
    texts: new Map<string, string>(),
    plan,
    rendered: [],
    notRendered: [],
    problems: [],
  };
}

const read = (files: Record<string, string>) => assembleTree(partsOf(files));

const config = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

const set = (name: string, generators: string, template: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: ${name}, namespace: argocd }
spec:
  generators: ${generators}
  template: ${template}
`;

const templateOf = (path: string, name: string, namespace: string) =>
  JSON.stringify({
    metadata: { name },
    spec: {
      source: { repoURL: REPOSITORY, path },
      destination: { namespace },
    },
  });

describe('sets of Argo CD applications', () => {
  const folders = JSON.stringify([
    {
      git: {
        repoURL: REPOSITORY,
        directories: [
          { path: 'teams/*' },
          { path: 'teams/archive', exclude: true },
        ],
      },
    },
  ]);
  const files = {
    'teams/a/c.yaml': config('of-a'),
    'teams/b/deep/c.yaml': config('of-b'),
    'teams/archive/c.yaml': config('old'),
  };

  it.each([
    ['{{.path.path}}', '{{.path.basename}}'],
    ['{{path}}', '{{ path.basename }}'],
  ])('deploy folders of the tree (%s)', (path, name) => {
    const tree = read({
      ...files,
      'set.yaml': set('teams', folders, templateOf(path, name, `team-${name}`)),
    });
    const targets = tree.objects.map(({ object, appliedTo }) => [
      object.metadata.name,
      appliedTo,
    ]);
    expect(new Map(targets as [string, string | undefined][])).toEqual(
      new Map([
        ['teams', undefined],
        ['of-a', 'team-a'],
        ['old', undefined],
        ['of-b', 'team-b'],
      ]),
    );
    expect(tree.problems).toEqual([]);
    expect(
      tree.artefacts.map(({ name: application, details }) => [
        application,
        details.path,
        details.found,
      ]),
    ).toEqual([
      ['a', 'teams/a', 'yes'],
      ['b', 'teams/b', 'yes'],
    ]);
  });

  it('make one application for each element of a list, and charts are installed as these say', () => {
    const parts = partsOf({
      'web/c.yaml': config('web'),
      'set.yaml': set(
        'web',
        JSON.stringify([
          { list: { elements: [{ at: 'east' }, { at: 'west' }] } },
        ]),
        templateOf('web', 'web-{{at}}', '{{at}}'),
      ),
    });
    const names = findApplications(parts).map(
      ({ object }) => object.metadata.name,
    );
    expect(names).toEqual(['web-east', 'web-west']);
  });

  it('that only the cluster can follow leave open what they deploy', () => {
    const application = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec: { source: { repoURL: '${REPOSITORY}', path: web }, destination: { namespace: web } }
`;
    const withSet = {
      'web/c.yaml': config('web'),
      'hidden/Chart.yaml': 'name: hidden\nversion: 1.0.0\n',
      'app.yaml': application,
      'set.yaml': set(
        'all',
        '[{ clusters: {} }]',
        templateOf('{{name}}', '{{name}}', 'x'),
      ),
    };
    const verdict = (tree: ReturnType<typeof read>) =>
      compareWith(
        {
          ...tree,
          notRendered: [{ kind: 'chart', path: 'hidden', reason: 'No helm.' }],
        },
        { name: 'made', namespace: 'elsewhere' },
      );
    expect(verdict(read(withSet))?.verdict).toBe('unknown');
    const { 'set.yaml': gone, ...closed } = withSet;
    expect(gone).toContain('ApplicationSet');
    expect(verdict(read(closed))?.verdict).toBe('only-observed');
  });
});

function compareWith(
  tree: ReturnType<typeof read>,
  metadata: KubernetesObject['metadata'],
) {
  const observedAt = '2026-01-01T00:00:00Z';
  const source = { kind: 'cluster', name: 'demo' } as const;
  const { objects } = compareDeclared({
    declared: [
      observed({
        value: tree,
        now: Date.parse(observedAt),
        source: { kind: 'manifest', name: 'git' },
      }),
    ],
    observed: {
      objects: [
        {
          cluster: 'demo',
          object: { apiVersion: 'v1', kind: 'ConfigMap', metadata },
          source,
          observedAt,
        },
      ],
      clusters: [
        {
          name: 'demo',
          phase: 'reading',
          kinds: [{ resource: 'v1/configmaps', ok: true, count: 1 }],
        },
      ],
    },
  });
  return objects.find(({ object }) => object.name === metadata.name);
}

describe('what is deployed from outside of the tree', () => {
  const tree = read({
    'redis.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: redis }
spec:
  source: { repoURL: 'https://charts.example.com', chart: redis, targetRevision: 1.2.3 }
  destination: { namespace: data }
`,
    'minio.yaml': `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: minio, namespace: storage }
spec: { chart: { spec: { chart: minio, sourceRef: { kind: HelmRepository, name: charts } } } }
`,
  });

  it.each<[string, KubernetesObject['metadata']]>([
    [
      'Argo CD tracks it',
      {
        name: 'x',
        namespace: 'data',
        annotations: {
          'argocd.argoproj.io/tracking-id': 'redis:/ConfigMap:data/x',
        },
      },
    ],
    [
      'its label names the application',
      { name: 'x', labels: { 'app.kubernetes.io/instance': 'redis' } },
    ],
    [
      'Flux marked it',
      { name: 'x', labels: { 'helm.toolkit.fluxcd.io/name': 'minio' } },
    ],
    [
      'Helm marked it',
      { name: 'x', annotations: { 'meta.helm.sh/release-name': 'minio' } },
    ],
  ])('is not called undeclared where %s', (_, metadata) => {
    const found = compareWith(tree, metadata);
    expect(found?.verdict).toBe('unknown');
    expect(found?.reason).toMatch(
      /deploys it: the chart (redis|minio) of .*which is not among the manifests/,
    );
  });

  it('does not excuse what something else installed', () => {
    expect(
      compareWith(tree, {
        name: 'x',
        namespace: 'data',
        annotations: {
          'argocd.argoproj.io/tracking-id': 'other:/ConfigMap:data/x',
        },
        labels: { 'app.kubernetes.io/instance': 'redis' },
      })?.verdict,
    ).toBe('only-observed');
    expect(compareWith(tree, { name: 'x', namespace: 'data' })?.verdict).toBe(
      'only-observed',
    );
  });
});

describe('Flux', () => {
  it('gives what lies in a folder its target namespace, and says what is elsewhere', () => {
    const flux = (name: string, path: string) => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { path: ${path}, targetNamespace: shop, sourceRef: { kind: GitRepository, name: fleet } }
`;
    const tree = read({
      'clusters/apps.yaml': flux('apps', './apps/prod'),
      'clusters/other.yaml': flux('other', './not-here'),
      'apps/prod/c.yaml': config('web'),
    });
    expect(
      tree.objects.find(({ object }) => object.metadata.name === 'web')
        ?.appliedTo,
    ).toBe('shop');
    expect(
      tree.artefacts.map(({ kind, name, details }) => [
        kind,
        name,
        details.found,
      ]),
    ).toEqual([
      ['flux-source', 'apps', 'yes'],
      ['flux-source', 'other', 'elsewhere'],
    ]);
    expect(tree.problems).toEqual([]);
  });
});

describe('charts', () => {
  it('that hold templates for others are not installed by themselves', () => {
    const { plan } = partsOf({
      'lib/Chart.yaml': 'name: lib\ntype: library\nversion: 1.0.0\n',
      'app/Chart.yaml': 'name: app\nversion: 1.0.0\n',
    });
    expect(planReleases(plan.charts, []).map(({ release }) => release)).toEqual(
      ['app'],
    );
  });

  it.each([
    [REPOSITORY, ['envs/prod.yaml'], undefined],
    ['https://git.example.com/other', [], /from outside of the chart/],
  ])('take values from a source by its name: of %s', (repoURL, files, why) => {
    const parts = partsOf({
      'app/Chart.yaml': 'name: app\nversion: 1.0.0\n',
      'envs/prod.yaml': 'a: 1\n',
      'app.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app }
spec:
  sources:
    - { repoURL: '${REPOSITORY}', path: app, helm: { valueFiles: [$values/envs/prod.yaml] } }
    - { repoURL: '${repoURL}', ref: values }
  destination: { namespace: app }
`,
    });
    const [release] = planReleases(parts.plan.charts, findApplications(parts));
    expect(release.valueFiles).toEqual(files);
    expect(release.reason ?? '').toMatch(why ?? /^$/);
  });
});

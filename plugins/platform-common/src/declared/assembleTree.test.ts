import { assembleTree } from './assembleTree';
import { ParsedManifestFile, parseManifestFile } from './parseFile';
import { planReleases } from './planReleases';
import { planTree } from './planTree';
import { RenderedOutput } from './readRendered';

/** Reads files as a reader would, without any program that renders. */
function read(
  files: Record<string, string>,
  more: {
    rendered?: RenderedOutput[];
    repository?: string;
    within?: string;
  } = {},
) {
  const paths = Object.keys(files).sort();
  const parsed = new Map<string, ParsedManifestFile>();
  const texts = new Map<string, string>();
  for (const path of paths) {
    if (/\/templates\/|\.md$/.test(path)) texts.set(path, files[path]);
    else
      parsed.set(
        path,
        parseManifestFile(path, new TextEncoder().encode(files[path])),
      );
  }
  const plan = planTree(paths, parsed);
  const tree = assembleTree({
    source: 'git',
    revision: 'c0ffee',
    paths,
    parsed,
    texts,
    plan,
    rendered: [],
    notRendered: [],
    problems: [],
    ...more,
  });
  const names = tree.objects.map(
    ({ object, origin }) =>
      `${origin.path}:${origin.line} ${object.metadata.name}`,
  );
  return { tree, plan, names };
}

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const application = (path: string, repository: string, helm = '') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: app, namespace: argocd }\nspec:\n  source:\n    repoURL: ${repository}\n    path: ${path}\n${helm}  destination: { namespace: target }\n`;

describe('kustomizations', () => {
  it('take up files that are then not also taken as they stand', () => {
    const { plan, names } = read({
      'base/kustomization.yaml': 'resources: [a.yaml]',
      'base/a.yaml': map('a'),
      'base/beside.yaml': map('beside'),
      'overlay/kustomization.yml':
        'resources: [../base]\npatches: [{ path: patch.yaml }]\nconfigMapGenerator: [{ name: c, files: [k=c.yaml] }]',
      'overlay/patch.yaml': map('a'),
      'overlay/c.yaml': map('not-an-object-here'),
    });
    expect(names).toEqual(['base/beside.yaml:1 beside']);
    expect(plan.kustomizations).toMatchObject([{ folder: 'overlay' }]);
    expect(plan.kustomizations[0].files).toEqual(
      expect.arrayContaining([
        'overlay/patch.yaml',
        'overlay/c.yaml',
        'base/a.yaml',
        'base/kustomization.yaml',
      ]),
    );
  });

  it.each([
    ['https://github.com/x/y//base?ref=v1', /does not fetch/],
    ['github.com/x/y/base', /does not fetch/],
    ['git@github.com:x/y.git', /does not fetch/],
    ['../../outside', /does not have/],
    ['/etc', /does not have/],
    ['gone', /does not have/],
  ])('that refer to %s are not rendered', (reference, reason) => {
    const { tree } = read({
      'k/kustomization.yaml': `resources: ["${reference}"]`,
    });
    expect(tree.notRendered).toEqual([
      {
        kind: 'kustomization',
        path: 'k',
        reason: expect.stringMatching(reason),
      },
    ]);
  });

  it.each(['envs: [secret.env]', 'files: [tls.key=certs/tls.key]'])(
    'that make a Secret of what is kept out of the repository are no mistake: %s',
    source => {
      const { tree } = read({
        'k/kustomization.yaml': `resources: [a.yaml]\nsecretGenerator:\n  - name: s\n    ${source}`,
        'k/a.yaml': map('a'),
      });
      expect(tree.notRendered).toMatchObject([
        { path: 'k', reason: expect.stringContaining('kept out of the tree') },
      ]);
      expect(tree.problems).toEqual([]);
      expect(
        read({
          'k/kustomization.yaml':
            'configMapGenerator:\n  - name: s\n    envs: [settings.env]',
        }).tree.problems,
      ).toMatchObject([{ kind: 'unresolved-source', line: 3 }]);
    },
  );

  it('that take each other up are told and not lost', () => {
    const { tree } = read({
      'a/kustomization.yaml': 'resources: [../b]',
      'b/kustomization.yaml': 'resources: [../a]',
    });
    expect(tree.notRendered.map(({ path }) => path).sort()).toEqual(['a', 'b']);
  });

  it('lead each object back to where it was written', () => {
    const output =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: prod-a }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: prod-made-4h2m }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: other }\n';
    const { tree, names } = read(
      {
        'k/kustomization.yaml':
          'namePrefix: prod-\nresources: [a.yaml]\nconfigMapGenerator:\n  - name: made\n',
        'k/a.yaml': `\n\n${map('a')}`,
      },
      {
        rendered: [
          {
            by: 'kustomize',
            folder: 'k',
            path: 'k/kustomization.yaml',
            files: ['k/a.yaml', 'k/kustomization.yaml'],
            output,
          },
        ],
      },
    );
    expect(names).toEqual([
      'k/a.yaml:3 prod-a',
      'k/kustomization.yaml:4 prod-made-4h2m',
      'k/kustomization.yaml:1 other',
    ]);
    expect(tree.objects[0].origin).toMatchObject({
      renderedBy: 'kustomize',
      renderedFrom: 'k',
      revision: 'c0ffee',
    });
  });
});

describe('charts', () => {
  const chart = {
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': 'a: 1\n',
    'charts/web/templates/a.yaml': `{{ if .x }}\n${map('{{ .x }}')}{{ end }}\n`,
    'charts/web/charts/sub/Chart.yaml':
      'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
  };

  it('are one with what is in them, and no mistake', () => {
    const { tree, plan } = read(chart);
    expect(plan.charts).toMatchObject([{ folder: 'charts/web', name: 'web' }]);
    expect(tree).toMatchObject({ objects: [], problems: [] });
  });

  it('are installed as their application says', () => {
    const helm =
      '    helm:\n      releaseName: r\n      valueFiles: [values.yaml, ../../prod.yaml]\n      parameters: [{ name: a, value: "2", forceString: true }]\n      values: "b: 3"\n';
    const { tree, plan } = read({
      ...chart,
      'app.yaml': application('charts/web', 'https://x/y', helm),
    });
    expect(planReleases(plan.charts, tree.objects)).toMatchObject([
      {
        release: 'r',
        namespace: 'target',
        valueFiles: ['charts/web/values.yaml', 'prod.yaml'],
        values: 'b: 3',
        parameters: [{ name: 'a', value: '2', isText: true }],
      },
    ]);
  });

  it.each([
    ['releaseName: --post-renderer=/bin/sh', /cannot be one/],
    ['valueFiles: ["https://example.com/values.yaml"]', /outside/],
    ['valueFiles: ["../../../../etc/passwd"]', /outside/],
  ])('are not installed with %s', (line, reason) => {
    const { tree, plan } = read({
      ...chart,
      'app.yaml': application(
        'charts/web',
        'https://x/y',
        `    helm:\n      ${line}\n`,
      ),
    });
    expect(planReleases(plan.charts, tree.objects)[0].reason).toMatch(reason);
  });

  it('lead each object back to its template', () => {
    const output = `---\n# Source: web/templates/a.yaml\n${map(
      'r-a',
    )}---\n# Source: web/charts/sub/templates/b.yaml\n${map('r-b')}`;
    const { names, tree } = read(chart, {
      rendered: [
        {
          by: 'helm',
          folder: 'charts/web',
          namespace: 'target',
          path: 'charts/web/Chart.yaml',
          files: [],
          output,
        },
      ],
    });
    expect(names).toEqual([
      'charts/web/templates/a.yaml:3 r-a',
      'charts/web/Chart.yaml:1 r-b',
    ]);
    expect(tree.objects[0].appliedTo).toBe('target');
  });
});

describe('Argo CD applications', () => {
  const HERE = 'https://somebody@github.com/254carbon/platform.git';
  it.each([
    ['k8s', 'git@github.com:254carbon/platform.git', 'yes', 0],
    ['k8s/gone', 'https://github.com/254carbon/platform', 'no', 1],
    ['k8s', 'https://github.com/254carbon/other.git', 'elsewhere', 0],
  ])('whose path is %s of %s: %s', (path, repository, found, problems) => {
    const { tree } = read(
      { 'app.yaml': application(path, repository), 'k8s/a.yaml': map('a') },
      { repository: HERE },
    );
    expect(tree.artefacts).toMatchObject([
      {
        kind: 'argo-source',
        name: 'app',
        details: { found },
        origin: { line: 5 },
      },
    ]);
    expect(tree.problems.map(({ kind, line }) => `${kind} ${line}`)).toEqual(
      problems ? ['unresolved-source 7'] : [],
    );
  });

  it('say to which namespace a folder goes', () => {
    const { tree } = read(
      {
        'app.yaml': application('k8s', HERE),
        'k8s/deep/a.yaml': map('a'),
        'b.yaml': map('b'),
      },
      { repository: HERE },
    );
    const to = Object.fromEntries(
      tree.objects.map(({ object, appliedTo }) => [
        object.metadata.name,
        appliedTo,
      ]),
    );
    expect(to).toEqual({ app: undefined, a: 'target', b: undefined });
  });

  it('are not held to folders that were not read', () => {
    const { tree } = read(
      { 'k8s/app.yaml': application('helm/x', HERE) },
      { repository: HERE, within: 'k8s' },
    );
    expect(tree.problems).toEqual([]);
  });
});

describe('what is no object', () => {
  it('is recognised in files and in objects', () => {
    const board =
      '{"uid":"u","title":"T","schemaVersion":38,"panels":[{"type":"row","panels":[{},{}]},{}]}';
    const { tree } = read({
      'board.json': board,
      'held.yaml': `${map(
        'held',
      )}  labels: { grafana_dashboard: "1" }\ndata:\n  b.json: '${board}'\n`,
      'flow.json':
        '[{"workflowDefinition":{"name":"w"},"taskDefinitionList":[{"code":1,"name":"a"}],"workflowTaskRelationList":[{"preTaskCode":0,"postTaskCode":1}],"schedule":{"crontab":"0 0 6 * * ? *","timezoneId":"UTC"}}]',
      'rules.yaml':
        'groups:\n- name: g\n  rules:\n  - alert: Down\n    expr: up == 0\n    for: 5m\n    labels: { severity: page }\n    annotations: { runbook_url: https://x/runbooks/down }\n  - record: r\n    expr: 1\n',
      'prometheus.yml':
        'scrape_configs:\n- job_name: vault\n  static_configs: [{ targets: ["vault:8200"] }]\n',
      'monitor.yaml':
        'apiVersion: operator.victoriametrics.com/v1beta1\nkind: VMServiceScrape\nmetadata: { name: m, namespace: data }\nspec: { selector: { matchLabels: { app: x } }, endpoints: [{ port: http }] }\n',
      'compose.yaml': 'services: { web: { image: x } }\n',
      'mkdocs.yml': 'site_name: x\n',
      'values.yaml': 'kind: x\n',
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\n',
    });
    const found = tree.artefacts.map(
      ({ kind, name, origin, heldBy }) =>
        `${origin.path}:${origin.line} ${kind} ${name}${
          heldBy ? ` in ${heldBy}` : ''
        }`,
    );
    expect(found.sort()).toEqual([
      'board.json:1 dashboard u',
      'flow.json:1 workflow w',
      'held.yaml:7 dashboard u in ConfigMap held',
      'monitor.yaml:1 scrape-config m in VMServiceScrape data/m',
      'prometheus.yml:2 scrape-config vault',
      'rules.yaml:4 alert-rule Down',
      'rules.yaml:9 recording-rule r',
    ]);
    expect(tree.problems).toEqual([]);
    const rule = tree.artefacts.find(({ kind }) => kind === 'alert-rule');
    expect(rule?.details).toEqual({
      group: 'g',
      expr: 'up == 0',
      for: '5m',
      severity: 'page',
      runbook: 'https://x/runbooks/down',
    });
    expect(
      tree.artefacts.find(({ kind }) => kind === 'dashboard')?.details.panels,
    ).toBe('3');
  });

  it('lets no credential through', () => {
    const { tree } = read({
      'rules.yaml':
        'groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up{url="https://u:CANARY-1@host"}\n',
      'a.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, annotations: { note: "password=CANARY-2" } }\nspec: { env: [{ name: DB_PASSWORD, value: CANARY-3 }] }\n',
      's.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { a: CANARY-4 }\nstringData: { b: CANARY-5 }\n',
      'broken.yaml':
        'apiVersion: v1\nkind: Secret\nstringData: { password: CANARY-6\n---\nkind: Secret\nstringData: { p: "CANARY-7" }\nmetadata: [CANARY-8]\n',
      'x.json': '{ "password": "CANARY-9", }',
    });
    expect(JSON.stringify(tree)).not.toContain('CANARY');
    expect(tree.objects.flatMap(({ redacted }) => redacted)).toEqual(
      expect.arrayContaining([
        { path: 'spec.env.0.value', kind: 'password', part: false },
        { path: 'data.b', kind: 'secret-value', part: false },
        { path: 'metadata.annotations.note', kind: 'password', part: true },
      ]),
    );
  });
});

it('reads numbers and switches as Kubernetes does', () => {
  const { tree } = read({
    'a.yaml': `${map(
      'a',
    )}data: { mode: 0644, on: yes, y: n, time: 12:30, date: 2026-01-01, none: ~ }\n`,
  });
  expect(tree.objects[0].object.data).toEqual({
    mode: 420,
    true: true,
    y: 'n',
    time: '12:30',
    date: '2026-01-01',
    none: null,
  });
});

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Renderers } from './Renderers';
import { ProgramError, runProgram } from './runProgram';
import { readTree } from './readTree';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'manifests-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    const whole = join(root, 'tree', path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }
}

/** A program of a few lines of shell. */
function program(name: string, lines: string): string {
  const path = join(root, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

const read = async (renderers: Renderers) => {
  const result = await readTree({
    source: 'a',
    root: join(root, 'tree'),
    renderers,
  });
  if (!result) throw new Error('Nothing was read.');
  return result.tree;
};

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
const KUSTOMIZATION = {
  'k/kustomization.yaml': 'namePrefix: prod-\nresources: [a.yaml]\n',
  'k/a.yaml': map('a'),
  'plain.yaml': map('plain'),
};
const CHART = {
  'c/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'c/templates/a.yaml': `# {{ .x }}\n${map('{{ .Release.Name }}')}`,
  'plain.yaml': map('plain'),
};

const kubectl = spawnSync('kubectl', ['version', '--client'], {
  encoding: 'utf8',
});
const hasKubectl = kubectl.status === 0;
if (!hasKubectl)
  process.stderr.write(
    'SKIPPED: kubectl is not on the path, so no kustomization is really built.\n',
  );

const describeWithKubectl = hasKubectl ? describe : describe.skip;

describeWithKubectl('with kubectl', () => {
  it('builds kustomizations', async () => {
    write(KUSTOMIZATION);
    const tree = await read(
      new Renderers({
        kustomize: [
          ['no-such-kustomize', 'build'],
          ['kubectl', 'kustomize'],
        ],
        helm: 'x',
      }),
    );
    expect(
      tree.objects.map(
        ({ object, origin }) =>
          `${object.metadata.name} ${origin.path}:${origin.line} ${origin.renderedBy}`,
      ),
    ).toEqual(['plain plain.yaml:1 undefined', 'prod-a k/a.yaml:1 kustomize']);
    expect(tree.notRendered).toEqual([]);
  });
});

describe('kustomizations', () => {
  it('are not rendered, and nothing else is lost, when no program is there', async () => {
    write(KUSTOMIZATION);
    const tree = await read(
      new Renderers({ kustomize: [['no-such-program']], helm: 'x' }),
    );
    expect(tree.objects.map(({ object }) => object.metadata.name)).toEqual([
      'plain',
    ]);
    expect(tree.notRendered).toEqual([
      {
        kind: 'kustomization',
        path: 'k',
        reason: expect.stringContaining('install one of them'),
      },
    ]);
  });

  it('are not rendered when the program fails; its words name no place of this machine and no credential', async () => {
    write(KUSTOMIZATION);
    const tree = await read(
      new Renderers({
        kustomize: [
          [
            program(
              'fails',
              'echo "in $PWD/k: password=CANARY-1 is wrong" >&2; exit 1',
            ),
          ],
        ],
        helm: 'x',
      }),
    );
    expect(tree.notRendered[0].reason).toContain('is wrong');
    expect(tree.notRendered[0].reason).not.toContain('CANARY');
    expect(tree.notRendered[0].reason).not.toContain(root);
  });

  it('with a link are not given to a program', async () => {
    write(KUSTOMIZATION);
    symlinkSync('/etc/passwd', join(root, 'tree', 'k', 'b.yaml'));
    const tree = await read(
      new Renderers({
        kustomize: [[program('tells', 'cat k/b.yaml')]],
        helm: 'x',
      }),
    );
    expect(tree.notRendered).toEqual([
      {
        kind: 'kustomization',
        path: 'k',
        reason: expect.stringContaining('symbolic link'),
      },
    ]);
  });
});

describe('charts', () => {
  const HELM =
    'printf -- "---\\n# Source: web/templates/a.yaml\\napiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: %s, annotations: { args: \\"%s\\" } }\\n" "$2" "$*"';

  it('are rendered by helm as they are installed', async () => {
    write({
      ...CHART,
      'app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source: { repoURL: x, path: c, helm: { parameters: [{ name: a, value: b }], values: "x: y" } }\n  destination: { namespace: prod }\n',
    });
    const tree = await read(
      new Renderers({ kustomize: [], helm: program('helm', HELM) }),
    );
    const shop = tree.objects.find(
      ({ origin }) => origin.renderedBy === 'helm',
    );
    expect(shop).toMatchObject({
      object: { metadata: { name: 'shop' } },
      appliedTo: 'prod',
      origin: { path: 'c/templates/a.yaml', line: 3 },
    });
    expect(shop?.object.metadata.annotations?.args).toMatch(
      /^template shop \.\/c --namespace prod --include-crds --values \S+ --set a=b$/,
    );
  });

  it('are not rendered without helm, and their templates are no mistakes', async () => {
    write(CHART);
    const tree = await read(
      new Renderers({ kustomize: [], helm: 'no-such-program' }),
    );
    expect(tree.problems).toEqual([]);
    expect(tree.objects.map(({ object }) => object.metadata.name)).toEqual([
      'plain',
    ]);
    expect(tree.notRendered).toEqual([
      {
        kind: 'chart',
        path: 'c',
        reason: expect.stringContaining('helm is not installed'),
      },
    ]);
  });

  it('do not take values through a link', async () => {
    write({
      ...CHART,
      'app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source: { repoURL: x, path: c, helm: { valueFiles: [../v/x.yaml] } }\n',
    });
    symlinkSync('/etc', join(root, 'tree', 'v'));
    const tree = await read(
      new Renderers({ kustomize: [], helm: program('helm', HELM) }),
    );
    expect(tree.notRendered[0].reason).toContain('symbolic link');
  });
});

describe('runProgram', () => {
  const run = (lines: string, more = {}) =>
    runProgram({
      program: program('p', lines),
      args: [],
      timeoutMs: 5_000,
      maxBytes: 1_000,
      ...more,
    });

  it.each<[string, string, object, ProgramError['kind'], RegExp]>([
    [
      'takes too long, with its children',
      'sleep 60 & sleep 60',
      { timeoutMs: 100 },
      'limit',
      /longer than/,
    ],
    ['says too much', 'yes', {}, 'limit', /more than 1000 bytes/],
    [
      'fails',
      'echo "https://u:CANARY-1@host is gone" >&2; exit 3',
      {},
      'failed',
      /host is gone/,
    ],
    ['fails silently', 'exit 3', {}, 'failed', /status 3/],
  ])('ends one that %s', async (_, lines, more, kind, message) => {
    const error = await run(lines, more).catch(reason => reason);
    expect(error).toBeInstanceOf(ProgramError);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('CANARY');
  });

  it('gives it nothing of the portal', async () => {
    process.env.CANARY_SECRET = 'CANARY-1';
    const output = await run('env');
    delete process.env.CANARY_SECRET;
    expect(output.toString()).not.toContain('CANARY');
  });
});

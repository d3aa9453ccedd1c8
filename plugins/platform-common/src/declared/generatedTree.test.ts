import { assembleTree } from './assembleTree';
import {
  createRandom,
  GeneratedTree,
  generateTree,
} from './__fixtures__/generateTree';
import { FILE_MISTAKES, YAML_MISTAKES } from './__fixtures__/mistakes';
import {
  isManifestPath,
  ParsedManifestFile,
  parseManifestFile,
} from './parseFile';
import { planTree } from './planTree';
import { DeclaredTree } from './types';

function read({ files }: Pick<GeneratedTree, 'files'>): DeclaredTree {
  const paths = [...files.keys()].sort();
  const parsed = new Map<string, ParsedManifestFile>();
  const texts = new Map<string, string>();
  for (const path of paths) {
    const bytes = files.get(path) ?? new Uint8Array();
    if (isManifestPath(path) && !path.includes('/templates/')) {
      parsed.set(path, parseManifestFile(path, bytes));
    } else {
      texts.set(path, new TextDecoder().decode(bytes));
    }
  }
  return assembleTree({
    source: 'generated',
    repository: 'https://git.example.com/platform.git',
    paths,
    parsed,
    texts,
    plan: planTree(paths, parsed),
    rendered: [],
    notRendered: [],
    problems: [],
  });
}

describe('a thousand files with every kind of mistake', () => {
  const generated = generateTree({ seed: 254, count: 1000 });
  const tree = read(generated);

  it('has every mistake in it', () => {
    const made = new Set(generated.problems.map(({ problem }) => problem));
    const all = [...YAML_MISTAKES, ...FILE_MISTAKES].map(
      make => make('x').problem,
    );
    expect([...made].sort()).toEqual(
      [...new Set([...all, 'duplicate-object'])].sort(),
    );
    expect(generated.files.size).toBeGreaterThan(1000);
    expect(generated.problems.length).toBeGreaterThan(500);
  });

  it('has each mistake located, and no other', () => {
    const left = [...tree.problems];
    const missed = generated.problems.filter(({ path, problem, from, to }) => {
      const at = left.findIndex(
        one =>
          one.path === path &&
          one.kind === problem &&
          one.line >= from &&
          one.line <= to,
      );
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    // One runbook has many mistakes, and one file can be wrong in two ways that follow from each other.
    const others = left.filter(({ kind }) => kind !== 'bad-runbook');
    expect({ missed, others }).toEqual({ missed: [], others: [] });
  });

  it('skips nothing else: each other object is there, at its line', () => {
    const found = tree.objects.map(
      ({ object, origin }) =>
        `${origin.path}:${origin.line} ${object.kind} ${object.metadata.name}`,
    );
    expect(found.sort()).toEqual([...generated.objects].sort());
  });

  it('says of every template and kustomization that it is not rendered', () => {
    const problems = new Set(
      tree.problems
        .filter(({ kind }) => kind === 'template')
        .map(({ path }) => path),
    );
    const told = tree.notRendered
      .filter(({ kind }) => kind === 'template')
      .map(({ path }) => path);
    expect([...told].sort()).toEqual([...problems].sort());
    const kustomizations = [...generated.files.keys()].filter(path =>
      path.endsWith('kustomization.yaml'),
    );
    expect(
      tree.notRendered.filter(({ kind }) => kind === 'kustomization'),
    ).toHaveLength(kustomizations.length);
  });

  it('lets no value of a Secret through', () => {
    expect(JSON.stringify(tree)).not.toContain('CANARY');
    const secrets = tree.objects.filter(
      ({ object }) => object.kind === 'Secret',
    );
    expect(secrets.length).toBeGreaterThan(50);
    expect(
      secrets.every(({ redacted }) =>
        redacted.some(({ kind }) => kind === 'secret-value'),
      ),
    ).toBe(true);
  });
});

it.each([1, 2, 3])('holds for other seeds (%d)', seed => {
  const generated = generateTree({ seed, count: 200 });
  const tree = read(generated);
  const found = tree.objects.map(
    ({ object, origin }) =>
      `${origin.path}:${origin.line} ${object.kind} ${object.metadata.name}`,
  );
  expect(found.sort()).toEqual([...generated.objects].sort());
});

it('survives files that were cut, doubled and scrambled anywhere', () => {
  const random = createRandom(7);
  const { files } = generateTree({ seed: 5, count: 120 });
  for (let round = 0; round < 5; round += 1) {
    const broken = new Map<string, Uint8Array>();
    for (const [path, bytes] of files) {
      if (bytes.length > 100_000) continue;
      const copy = Uint8Array.from(bytes);
      for (let hit = 0; hit < 6; hit += 1) {
        copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
      }
      broken.set(path, copy.subarray(0, Math.ceil(random() * copy.length)));
    }
    const tree = read({ files: broken });
    for (const { path, line } of tree.problems) {
      const lines = new TextDecoder()
        .decode(broken.get(path))
        .split('\n').length;
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines);
    }
  }
});

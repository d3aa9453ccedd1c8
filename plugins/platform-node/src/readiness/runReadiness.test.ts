import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Renderers } from '../manifests/Renderers';
import {
  guarded,
  networkService,
  removeTrees,
  workload,
  writeTree,
} from './__fixtures__/writeTree';
import { runReadiness } from './runReadiness';

afterEach(removeTrees);

const RENDERERS = new Renderers({
  kustomize: [['no-such-program']],
  helm: 'no-such-program',
});

async function run(
  root: string,
  args: string[] = [],
  paper = { width: 80, colour: false },
) {
  const said = { out: '', err: '' };
  const code = await runReadiness(
    args.includes('tree') ? args : ['tree', ...args],
    {
      cwd: dirname(root),
      now: Date.parse('2026-11-21T12:00:00Z'),
      paper,
      out: text => {
        said.out += text;
      },
      err: text => {
        said.err += text;
      },
      renderers: RENDERERS,
    },
  );
  return { code, ...said };
}

const GOOD = {
  'web.yaml': workload('web'),
  'net.yaml': guarded(),
  'svc.yaml': networkService('web'),
};
const BAD = { ...GOOD, 'web.yaml': workload('web', { image: 'nginx' }) };

describe('exit codes', () => {
  it('0 when nothing fails', async () => {
    expect(await run(writeTree(GOOD))).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^PASS 1 service in 3 files: 0 failures/m),
    });
  });
  it('1 when something fails, at the level asked for and below', async () => {
    const root = writeTree(BAD);
    expect((await run(root)).code).toBe(1);
    const { level } = JSON.parse(
      (await run(root, ['--format', 'json'])).out,
    ).verdicts.find((line: { rule: string }) => line.rule === 'image-pinned');
    expect((await run(root, ['--level', level])).code).toBe(1);
    const gold = writeTree({ ...GOOD, 'net.yaml': '' });
    const own = JSON.parse(
      (await run(gold, ['--format', 'json'])).out,
    ).verdicts.find(
      (line: { rule: string }) => line.rule === 'default-deny',
    ).level;
    expect(own).not.toBe('bronze');
    const below = await run(gold, ['--level', 'bronze']);
    expect(below.code).toBe(0);
    expect(below.out).toMatch(/1 above it/);
  });
  it.each([
    [
      ['--format', 'xml'],
      'There is no format "xml"; use one of: table, json, sarif.',
    ],
    [
      ['--level', 'platinum'],
      'There is no level "platinum"; use one of: bronze, silver, gold.',
    ],
    [['--colour'], 'the options are --format'],
    [['tree', 'other'], 'More than one folder was given (tree, other)'],
    [['--config', 'none.yaml'], 'cannot be read (ENOENT)'],
    [['--output', 'no/such/folder/a.json'], 'cannot be written (ENOENT)'],
  ])(
    '2 for %j, with a sentence that names the cure',
    async (args, sentence) => {
      const { code, out, err } = await run(writeTree(GOOD), args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
    },
  );
  it('2 for a folder that is none', async () => {
    const root = writeTree(GOOD);
    const place = {
      cwd: root,
      now: 0,
      paper: { width: 80, colour: false },
      out: () => {},
    };
    const errors: string[] = [];
    const err = (text: string) => errors.push(text);
    expect(await runReadiness(['nowhere'], { ...place, err })).toBe(2);
    expect(await runReadiness(['web.yaml'], { ...place, err })).toBe(2);
    expect(await runReadiness([], { ...place, err })).toBe(2);
    expect(errors).toEqual([
      'The folder nowhere does not exist; name one that does.\n',
      'web.yaml is no folder; name the folder that it lies in.\n',
      'No folder was given; name one: npm run readiness -- <folder>.\n',
    ]);
  });
  it('2 when there is nothing to judge: that is no pass', async () => {
    const none = await run(
      writeTree({ 'README.md': '# Hello', 'src/a.json': '{"a": 1}' }),
    );
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toMatch(/^Nothing to judge: none of the 2 files/);
    const chart = await run(
      writeTree({
        'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'templates/a.yaml': 'kind: Deployment # {{ .x }}\n',
      }),
    );
    expect(chart.code).toBe(2);
    expect(chart.err).toMatch(
      /^Nothing to judge: the chart of this folder is not rendered.*: helm is not installed on the machine that reads the manifests/,
    );
    const empty = await run(writeTree({}));
    expect(empty.code).toBe(2);
    expect(empty.err).toMatch(/^Nothing to judge: this folder holds no file/);
  });
  it('says what there is when it is asked', async () => {
    const { code, out } = await run(writeTree(GOOD), ['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/^npm run readiness -- <folder>/);
  });
});

describe('a file that is broken', () => {
  it('is told with path and line, fails, and skips nothing else', async () => {
    const root = writeTree({
      ...BAD,
      'bad.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n\tb: c\n',
    });
    const { code, out } = await run(root);
    expect(code).toBe(1);
    expect(out).toMatch(/fail bad\.yaml:5/);
    expect(out).toMatch(/fail image-pinned/);
  });
  it('does not fail when it is not meant for a cluster', async () => {
    const root = writeTree({
      ...GOOD,
      'tsconfig.json': '{ // comments\n "a": 1, }\n',
      'empty.yaml': '',
      'blank.yml': '\n---\n---\n# nothing\n',
      'deploy.yaml.j2': '{{ x }}',
    });
    const { code } = await run(root);
    expect(code).toBe(0);
  });
  it('loops of links and bytes of no encoding stop nothing', async () => {
    const root = writeTree({
      ...GOOD,
      'latin.yaml': Buffer.from(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: caf\xe9 }\n',
        'latin1',
      ),
    });
    mkdirSync(join(root, 'deep'));
    symlinkSync('..', join(root, 'deep', 'up'));
    symlinkSync('self', join(root, 'self'));
    const { code, out } = await run(root);
    expect(code).toBe(1);
    expect(out).toMatch(/fail latin\.yaml:3/);
    expect(out).toMatch(/note deep\/up:1/);
    expect(out).toMatch(/1 service in/);
  });
});

describe('what is written', () => {
  it.each([80, 160])('a table of at most %s columns', async width => {
    const { out } = await run(writeTree(BAD), [], { width, colour: false });
    const longest = Math.max(...out.split('\n').map(line => line.length));
    expect(longest).toBeLessThanOrEqual(width);
    expect(out).toMatch(/fail image-pinned/);
    expect(out).toMatch(/at {3}web\.yaml:1 +Deployment shop\/web/);
    expect(out).not.toContain('\u001b');
  });
  it('has colours only where they are wanted, and never those of others', async () => {
    const root = writeTree({
      ...BAD,
      'bad.yaml':
        'kind: "\u001b[31mred\u001b[0m"\napiVersion: v1\nmetadata: { name: "x\u001b[2J" }\n',
    });
    const colour = await run(root, [], { width: 80, colour: true });
    expect(colour.out).toContain('\u001b[31mfail');
    const plain = await run(root);
    expect(plain.out).not.toContain('\u001b');
    await run(root, ['--output', 'tree/out.txt'], { width: 80, colour: true });
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).not.toContain('\u001b');
  });
  it('JSON, to a file, and says so', async () => {
    const root = writeTree(BAD);
    const { code, out, err } = await run(root, [
      '--format',
      'json',
      '--output',
      'r.json',
    ]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('Written to r.json: 1 failure and 0 broken manifests.\n');
    const read = JSON.parse(
      readFileSync(join(dirname(root), 'r.json'), 'utf8'),
    );
    expect(read).toMatchObject({
      folder: 'tree',
      result: 'fail',
      level: 'gold',
    });
    const line = read.verdicts.find(
      (one: { rule: string }) => one.rule === 'image-pinned',
    );
    expect(line).toMatchObject({
      rule: 'image-pinned',
      verdict: 'fail',
      entity: 'component:default/web',
      objects: [
        {
          kind: 'Deployment',
          namespace: 'shop',
          name: 'web',
          file: 'web.yaml',
          line: 1,
        },
      ],
      evidence: [
        { observed: expect.any(String), expected: expect.any(String) },
      ],
      remedy: { text: expect.any(String) },
    });
    expect(JSON.stringify(read)).not.toContain(dirname(root));
  });
  it('caps as a configuration sets them', async () => {
    const root = writeTree(BAD);
    const config = join(dirname(root), 'app-config.yaml');
    const percentUnder = async (caps: string) => {
      writeFileSync(config, `readiness:\n  caps:\n${caps}`);
      const said = await run(root, [
        '--format',
        'json',
        '--config',
        'app-config.yaml',
      ]);
      return said.err || JSON.parse(said.out).percent;
    };
    const cap = (percent: number, unless: string) =>
      `    - { id: own, category: infrastructure, atMostPercent: ${percent}, title: Own, unless: ${unless} }\n`;
    const free = await percentUnder(cap(100, 'image-pinned'));
    const capped = await percentUnder(cap(0, 'image-pinned'));
    expect(capped.high).toBeLessThan(free.high);
    expect(await percentUnder(cap(50, 'no-such-rule'))).toMatch(
      /lifted by rule "no-such-rule", which is not in force/,
    );
    expect(await percentUnder('    - { id: own }\n')).toMatch(
      /readiness\.caps\.0/,
    );
  });
  it('rules as a configuration disables and weighs them', async () => {
    const root = writeTree(BAD);
    const config = join(dirname(root), 'app-config.yaml');
    writeFileSync(config, 'readiness:\n  disabledRules: [image-pinned]\n');
    expect((await run(root, ['--config', 'app-config.yaml'])).code).toBe(0);
    writeFileSync(config, 'readiness:\n  weights: { image-pinned: 0 }\n');
    const { code, err } = await run(root, ['--config', 'app-config.yaml']);
    expect(code).toBe(2);
    expect(err).toMatch(/weight/);
    writeFileSync(config, 'app: {}\n');
    expect((await run(root, ['--config', 'app-config.yaml'])).err).toMatch(
      /no section "readiness"/,
    );
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { packSources, toModule } from './packSources';
import { packConnectorRuntime, packManifestCheck } from './products';
import { buildTar } from './tar';

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('buildTar', () => {
  it('makes archives that tar reads, whatever order the entries come in', async () => {
    const long = `${'d'.repeat(90)}/${'e'.repeat(90)}.js`;
    const entries = ['b.txt', 'a/c.txt', long].map(path => ({
      path,
      content: Buffer.from(path),
    }));
    await writeFile(join(folder, 'x.tar'), buildTar(entries));
    const { stdout } = await run('tar', ['tf', join(folder, 'x.tar')]);
    expect(stdout.trim().split('\n').sort()).toEqual([
      'a/c.txt',
      'b.txt',
      long,
    ]);
    expect(buildTar([...entries].reverse())).toEqual(buildTar(entries));
  });

  it('is a whole number of blocks, for any content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), bytes => {
        expect(
          buildTar([{ path: 'a', content: Buffer.from(bytes) }]).length % 512,
        ).toBe(0);
      }),
    );
  });

  it('refuses a path that no archive can hold', () => {
    expect(() =>
      buildTar([{ path: 'x'.repeat(300), content: Buffer.alloc(0) }]),
    ).toThrow('shorten');
  });
});

describe('toModule', () => {
  it('takes types off and names the files that Node looks for', () => {
    const source =
      "import type { A } from './a';\nimport { b } from './b';\nexport { c } from '../c';\nimport x from 'node:fs';\nexport const d: A = b as A;\n";
    const made = toModule(source);
    expect(made).toContain("from './b.js'");
    expect(made).toContain("from '../c.js'");
    expect(made).toContain("from 'node:fs'");
    expect(made).not.toContain('./a');
    expect(made).not.toContain(': A');
  });
});

describe.each([
  ['connector-runtime', packConnectorRuntime, 'defineConnector'],
  ['manifest-check', packManifestCheck, 'checkWorkspace'],
] as const)('the packed %s', (name, pack, exported) => {
  it('is the same bytes each time, holds no tests, and runs in plain Node', async () => {
    const packed = await pack();
    expect((await pack()).integrity).toBe(packed.integrity);
    await writeFile(join(folder, packed.fileName), packed.content);
    await run('tar', ['xzf', packed.fileName], { cwd: folder });
    const files = await readdir(join(folder, 'package'));
    expect(files.filter(file => /test|conformance|\.ts$/.test(file))).toEqual(
      [],
    );
    const script = `import('${join(
      folder,
      'package/index.js',
    )}').then(m => process.stdout.write(typeof m.${exported}))`;
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ]);
    expect(stdout).toBe('function');
    expect(packed.fileName).toBe(`254carbon-${name}-0.1.0.tgz`);
  });
});

it('says how to mend an installation without sources', async () => {
  const request = {
    name: 'x',
    version: '1.0.0',
    description: '',
    sources: join(folder, 'none'),
  };
  await expect(packSources(request)).rejects.toThrow(
    'install the portal with them',
  );
});

import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  mkdtemp,
  readFile,
  mkdir,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { packConnectorRuntime } from '../pack/products';
import { vendorPackage } from '../pack/vendorPackage';
import { createProveAction } from './proveAction';
import { ProveSettings } from './readProveConfig';
import { readTap } from './readTap';

const SETTINGS: ProveSettings = {
  connect: [],
  timeoutMs: 20_000,
  memoryMb: 300,
  needsNamespace: false,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'prove-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function prove(
  files: Record<string, string>,
  settings: Partial<ProveSettings> = {},
) {
  for (const [path, text] of Object.entries({
    'package.json': '{"name":"x","version":"1.0.0","type":"module"}',
    ...files,
  })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const lines: string[] = [];
  const logger = {
    info: (line: string) => lines.push(line),
    warn: () => {},
    error: () => {},
    debug: () => {},
    child: () => logger,
  };
  const context = createMockActionContext({
    workspacePath: folder,
    input: { path: '.' },
    logger: logger as never,
  });
  const error = await createProveAction({ ...SETTINGS, ...settings })
    .handler(context as never)
    .then(
      () => undefined,
      failure => failure as Error,
    );
  const { calls } = jest.mocked(context.output).mock;
  return { error, output: Object.fromEntries(calls), log: lines.join('\n') };
}

const test = (body: string, more = '') =>
  `import { test } from 'node:test';\nimport assert from 'node:assert';\n${more}\ntest('the only one', async () => { ${body} });\n`;

it('runs the tests of a repository with its vendored packages, and leaves no trace in it', async () => {
  await writeFile(
    join(folder, 'package.json'),
    '{"name":"x","version":"1.0.0","type":"module"}',
  );
  await vendorPackage(folder, await packConnectorRuntime());
  const manifest = await readFile(join(folder, 'package.json'), 'utf8');
  const { error, output, log } = await prove({
    'package.json': manifest,
    'test/a.test.js': test(
      `assert.equal(typeof runtime.defineConnector, 'function');`,
      `import * as runtime from '@254carbon/connector-runtime';`,
    ),
    'test/b.test.js': test(
      `writeFileSync('made.txt', 'x');`,
      `import { writeFileSync } from 'node:fs';`,
    ),
  });
  expect([error?.message, log]).toEqual([
    undefined,
    expect.stringContaining('2 tests passed'),
  ]);
  expect(output).toMatchObject({ tests: 2, passed: 2, failed: 0 });
  expect((await readdir(folder)).sort()).toEqual([
    'package-lock.json',
    'package.json',
    'test',
    'vendor',
  ]);
}, 60_000);

it.each([
  [
    'one test fails',
    test(`assert.equal(1, 2);`),
    /1 of 1 tests failed: the only one/,
  ],
  ['they end themselves', `process.exit(0);`, /ended before their end/],
  [
    'they read a file of the machine',
    test(
      `readFileSync('/etc/passwd');`,
      `import { readFileSync } from 'node:fs';`,
    ),
    /failed.*FileSystemRead \/etc\/passwd/s,
  ],
  [
    "they look for the parent's environment",
    test(`assert.ok(process.env.PATH ?? process.env.USER);`),
    /1 of 1 tests failed/,
  ],
  [
    'they open a socket',
    test(`await fetch('http://127.0.0.1:7007/');`),
    /a connection to 127\.0\.0\.1:7007/,
  ],
  [
    'they fork',
    test(`execSync('id');`, `import { execSync } from 'node:child_process';`),
    /ChildProcess/,
  ],
  [
    'they write outside',
    test(
      `writeFileSync('/tmp/outside-of-the-run.txt', 'x');`,
      `import { writeFileSync } from 'node:fs';`,
    ),
    /FileSystemWrite \/tmp\/outside-of-the-run\.txt/,
  ],
])(
  'stops the task when %s, and tells',
  async (_, text, message) => {
    const { error } = await prove({ 'test/a.test.js': text });
    expect(error?.message).toMatch(message);
    expect(existsSync('/tmp/outside-of-the-run.txt')).toBe(false);
  },
  60_000,
);

it('stops tests that loop, fill memory or print without end', async () => {
  const loop = await prove(
    { 'test/a.test.js': test('for (;;) {}') },
    { timeoutMs: 3_000 },
  );
  expect(loop.error?.message).toContain('they ran longer than they may');
  const memory = await prove({
    'test/a.test.js': test(
      'const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1));',
    ),
  });
  expect(memory.error?.message).toContain('more memory than they may');
  const print = await prove({
    'test/a.test.js': test(
      `for (;;) { process.stdout.write('x'.repeat(100_000) + '\\n'); await new Promise(setImmediate); }`,
    ),
  });
  expect(print.error?.message).toContain('they print without end');
  expect(print.log.length).toBeLessThan(300_000);
}, 90_000);

it('stops the task when there is no test', async () => {
  const { error } = await prove({ 'src/a.js': '' });
  expect(error?.message).toContain('has no test');
});

it('runs no install script', async () => {
  const { error } = await prove({
    'package.json': JSON.stringify({
      name: 'x',
      version: '1.0.0',
      type: 'module',
      scripts: {
        preinstall: 'touch ran',
        install: 'touch ran',
        postinstall: 'touch ran',
        prepare: 'touch ran',
        pretest: 'touch ran',
        test: 'touch ran',
      },
    }),
    'test/a.test.js': test(
      `assert.equal(existsSync('ran'), false);`,
      `import { existsSync } from 'node:fs';`,
    ),
  });
  expect(error).toBeUndefined();
});

it('refuses a repository with a link in it', async () => {
  await symlink('/etc/passwd', join(folder, 'fixture.txt'));
  const { error } = await prove({ 'test/a.test.js': test('') });
  expect(error?.message).toContain("holds 'fixture.txt'");
});

it('lets tests reach an allowed address, and no other', async () => {
  const server = createServer(socket =>
    socket.end(
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nup',
    ),
  );
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const files = {
    'test/a.test.js': test(
      `assert.equal(await (await fetch('http://127.0.0.1:${port}/')).text(), 'up');`,
    ),
  };
  const allowed = await prove(files, { connect: [`127.0.0.1:${port}`] });
  const refused = await prove(files);
  server.close();
  expect(allowed.error).toBeUndefined();
  expect(refused.error?.message).toContain(`a connection to 127.0.0.1:${port}`);
});

describe('readTap', () => {
  it('reads the end, whatever was printed before', () => {
    const text =
      '# pass 99\nnot ok 2 - b\n# tests 3\n# pass 1\n# fail 1\n# cancelled 1\n';
    expect(readTap(text)).toEqual({
      tests: 3,
      passed: 1,
      failed: 2,
      failures: ['b'],
    });
  });
  it('is nothing without an end', () => {
    expect(readTap('ok 1 - a\n')).toBeUndefined();
  });
});
